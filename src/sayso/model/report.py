"""A document as it was published."""

import hashlib
from dataclasses import dataclass, field
from datetime import date


def digest(*parts: str) -> str:
    """Return the SHA-256 of the parts, 64 hex digits; a part's border counts, so ("ab", "c") differs from ("a", "bc")."""
    sha = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        sha.update(str(len(data)).encode() + b":" + data)
    return sha.hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A document as published: running text, paragraphs separated by newlines.

    `published` anchors relative dates ("Saturday"); None where it is not known, and then such dates stay unresolved.
    `name` is the file's name without its extension, where it came from a file. `language` is an ISO 639-1 code ("en"), or
    None where it could not be told.
    """

    text: str
    name: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    language: str | None = None
    url: str | None = None
    sha256: str = field(init=False)
    id: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sha256", hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest())
        day = self.published.isoformat() if self.published else ""
        object.__setattr__(self, "id", "r" + digest(self.publisher or "", day, self.title or "", self.text)[:16])
