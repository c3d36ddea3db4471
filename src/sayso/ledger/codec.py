"""Nouns <-> plain data, by their dataclass types alone: what is written reads back equal.

Fields that hold their default are left out, so a row stays small and a noun that gains a field still reads old rows.
"""

import json
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar

from sayso.errors import LedgerError

Noun = TypeVar("Noun")
Coder = Callable[[Any], Any]


def to_text(noun: Any) -> str:
    """Return the noun as one line of JSON (ASCII; lone surrogates are escaped)."""
    kind: Any = type(noun)
    return json.dumps(encoder(kind)(noun), separators=(",", ":"), default=_number)


def from_text(kind: type[Noun], text: str) -> Noun:
    """Return the noun of that type. Raises LedgerError where the text is none."""
    own: Any = kind
    try:
        noun: Noun = decoder(own)(json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError) as fault:
        raise LedgerError(f"{text[:80]!r} is no {kind.__name__} ({fault}): run `sayso check` on the ledger") from fault
    return noun


def _number(value: Any) -> Any:
    """A number of numpy's as Python's own."""
    return value.item()


@cache
def encoder(kind: Any) -> Coder:
    """Return what makes plain data of a value of the type."""
    if is_dataclass(kind):
        return _dataclass_encoder(kind)
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        return _tuple_encoder(inner)
    if origin is frozenset:
        own = encoder(inner[0])
        return lambda value: sorted(own(one) for one in value)
    if _is_union(origin):
        return _union_encoder([one for one in inner if one is not types.NoneType])
    if isinstance(kind, type) and issubclass(kind, Enum):
        return lambda value: value.value
    if kind in (date, datetime):
        return lambda value: value.isoformat()
    return dict if origin is not None and issubclass(origin, Mapping) else _same


@cache
def decoder(kind: Any) -> Coder:
    """Return what makes a value of the type of its plain data."""
    if is_dataclass(kind):
        return _dataclass_decoder(kind)
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        return _tuple_decoder(inner)
    if origin is frozenset:
        own = decoder(inner[0])
        return lambda plain: frozenset(own(one) for one in plain)
    if _is_union(origin):
        return _union_decoder([one for one in inner if one is not types.NoneType])
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if kind is datetime:
        return datetime.fromisoformat
    return date.fromisoformat if kind is date else _same


def _same(value: Any) -> Any:
    return value


def _is_union(origin: Any) -> bool:
    return origin is typing.Union or origin is types.UnionType


def _default(own: Field[Any]) -> Any:
    return own.default_factory() if own.default_factory is not MISSING else own.default


def _stored(kind: Any) -> list[tuple[str, Any, Any]]:
    """Name, type and default of each field that the constructor takes."""
    hints = typing.get_type_hints(kind)
    return [(own.name, hints[own.name], _default(own)) for own in fields(kind) if own.init]


def _dataclass_encoder(kind: Any) -> Coder:
    own = [(name, encoder(hint), default) for name, hint, default in _stored(kind)]

    def encode(noun: Any) -> dict[str, Any]:
        found = {}
        for name, coder, default in own:
            value = getattr(noun, name)
            if value is not default and (default is MISSING or value != default):
                found[name] = coder(value)
        return found

    return encode


def _dataclass_decoder(kind: Any) -> Coder:
    own = {name: decoder(hint) for name, hint, _ in _stored(kind)}

    def decode(plain: Mapping[str, Any]) -> Any:
        return kind(**{name: own[name](value) for name, value in plain.items()})

    return decode


def _tuple_encoder(inner: tuple[Any, ...]) -> Coder:
    if inner[-1] is Ellipsis:
        own = encoder(inner[0])
        return lambda value: [own(one) for one in value]
    each = [encoder(one) for one in inner]
    return lambda value: [coder(one) for coder, one in zip(each, value, strict=True)]


def _tuple_decoder(inner: tuple[Any, ...]) -> Coder:
    if inner[-1] is Ellipsis:
        own = decoder(inner[0])
        return lambda plain: tuple([own(one) for one in plain])
    each = [decoder(one) for one in inner]
    return lambda plain: tuple(coder(one) for coder, one in zip(each, plain, strict=True))


def _union_encoder(kinds: list[Any]) -> Coder:
    """A union of nouns' fields is one type or None, or plain values beside a tuple ("float | tuple[float, float]")."""
    if len(kinds) == 1:
        own = encoder(kinds[0])
        return lambda value: None if value is None else own(value)
    return lambda value: list(value) if isinstance(value, tuple) else value


def _union_decoder(kinds: list[Any]) -> Coder:
    if len(kinds) == 1:
        own = decoder(kinds[0])
        return lambda plain: None if plain is None else own(plain)
    return lambda plain: tuple(plain) if isinstance(plain, list) else plain
