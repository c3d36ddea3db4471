"""JSON with one space of indent: what `json.dumps(..., ensure_ascii=False, indent=1)` writes, which is slow where it indents."""

from collections.abc import Callable
from json.encoder import encode_basestring
from typing import Any


def indented(value: Any, pad: str = "\n") -> str:
    """Return plain data (dicts with string keys, lists, strings, numbers, booleans, None) as JSON; raises TypeError for anything else."""
    single = SINGLE.get(type(value))
    if single is not None:
        return single(value)
    deeper = f"{pad} "
    if isinstance(value, dict):
        inside = [f"{encode_basestring(key)}: {indented(own, deeper)}" for key, own in value.items()]
        return f"{{{deeper}{f',{deeper}'.join(inside)}{pad}}}" if inside else "{}"
    if isinstance(value, list | tuple):
        inside = [indented(own, deeper) for own in value]
        return f"[{deeper}{f',{deeper}'.join(inside)}{pad}]" if inside else "[]"
    raise TypeError(f"{value!r} is no plain data: give dicts, lists, strings, numbers, booleans and None")


def _real(value: float) -> str:
    text = float.__repr__(value)
    return NOT_FINITE.get(text, text)


NOT_FINITE = {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}
SINGLE: dict[type, Callable[[Any], str]] = {
    str: encode_basestring,
    float: _real,
    int: int.__repr__,
    bool: lambda value: "true" if value else "false",
    type(None): lambda _: "null",
}
