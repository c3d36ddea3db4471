"""Bytes to text."""

import codecs
import re

from sayso.errors import EmptyReport, TooLarge, UnreadableReport
from sayso.settings import LoadSettings

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
         (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
MAGIC = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x7fELF",
    b"MZ",
    b"SQLite format 3",
    b"Rar!",
)
_DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.-]{2,40})""", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def decode(data: bytes, place: str, settings: LoadSettings) -> tuple[str, tuple[str, ...]]:
    """Return the text of `data` with "\\n" as the only line end, and flags on what had to be mended.

    Flags: "encoding:NAME" where it is not UTF-8 and nothing declared it, "control characters removed", "bad bytes replaced".
    Raises TooLarge, EmptyReport, or UnreadableReport for binary data; `place` names the input in the message.
    """
    if len(data) > settings.largest_mb * 1e6:
        raise TooLarge(
            f"{place} has {len(data) / 1e6:.1f} MB, over the limit of {settings.largest_mb:g} MB: split it, or raise load.largest_mb"
        )
    if data.startswith(MAGIC):
        raise UnreadableReport(f"{place} starts with {data[:4]!r}, which is no text: give text or HTML")
    text, flags = _text(data, place)
    clean = _CONTROL.sub(
        "", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    )
    if len(clean) < len(text) - text.count("\r"):
        flags = (*flags, "control characters removed")
        if len(text) - len(clean) > 0.1 * len(text) + 2:
            raise UnreadableReport(
                f"{place} holds {len(text) - len(clean)} control characters in {len(text)}: it is binary, give text or HTML"
            )
    if not clean.strip():
        raise EmptyReport(f"{place} is empty: give a report with at least one sentence")
    return clean, flags


def _text(data: bytes, place: str) -> tuple[str, tuple[str, ...]]:
    for mark, name in MARKS:
        if data.startswith(mark):
            try:
                return data.decode(name), ()
            except UnicodeDecodeError as fault:
                raise UnreadableReport(f"{place} says it is {name} but byte {fault.start} is not: save it as UTF-8") from None
    declared = _DECLARED.search(data[:4096])
    for name in ["utf-8"] if declared is None else [declared[1].decode("ascii"), "utf-8"]:
        try:
            return data.decode(name), ()
        except (UnicodeDecodeError, LookupError):
            continue
    text = data.decode("cp1252", "replace")
    return text, ("encoding:cp1252", *(["bad bytes replaced"] if "\ufffd" in text else []))
