"""JSON with one space of indent: what `json.dumps(..., ensure_ascii=False, indent=1)` writes, which is slow where it indents."""

from collections.abc import Callable
from json.encoder import encode_basestring
from typing import Any

LONG = 8  # items from which a list is kept: the outline of a place stands in every claim there


def indented(value: Any) -> str:
    """Return plain data (dicts with string keys, lists, strings, numbers, booleans, None) as JSON; raises TypeError for anything else."""
    return _written(value, "\n", {})


def _written(value: Any, pad: str, known: dict[tuple[int, str], str]) -> str:
    """Return a value as it stands behind `pad`; `known` holds the long lists written so far, by identity and pad."""
    kind = type(value)
    if kind in SINGLE:
        return SINGLE[kind](value)
    deeper, inside = f"{pad} ", []
    if isinstance(value, dict):
        for key, own in value.items():
            kind = type(own)
            text = SINGLE[kind](own) if kind in SINGLE else _written(own, deeper, known)
            inside.append(f"{encode_basestring(key)}: {text}")
        return f"{{{deeper}{f',{deeper}'.join(inside)}{pad}}}" if inside else "{}"
    if not isinstance(value, list | tuple):
        raise TypeError(f"{value!r} is no plain data: give dicts, lists, strings, numbers, booleans and None")
    place = id(value), pad
    if place in known:
        return known[place]
    for own in value:
        kind = type(own)
        inside.append(SINGLE[kind](own) if kind in SINGLE else _written(own, deeper, known))
    text = f"[{deeper}{f',{deeper}'.join(inside)}{pad}]" if inside else "[]"
    if len(inside) >= LONG:
        known[place] = text
    return text


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
