"""Packs with what people set about outlets on top."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sayso.model import Actor, ActorKind, Reason
from sayso.packs.book import Packs


@dataclass(frozen=True, slots=True)
class Registered:
    """The packs, where an outlet named in `blocs` (lower case) speaks for the bloc that a person gave it ("" = for none)."""

    packs: Packs
    blocs: Mapping[str, str]

    @property
    def interests(self) -> Sequence[Mapping[str, Any]]:
        """The packs' own."""
        return self.packs.interests

    def look_up(self, name: str, on: date | None) -> Actor | None:
        """Return the actor of a name as of the day, its bloc as set by a person."""
        found = self.packs.look_up(name, on)
        if name.casefold() not in self.blocs:
            return found
        bloc = self.blocs[name.casefold()] or None
        own = found or Actor(name=name, kind=ActorKind.MEDIA)
        return replace(own, bloc=bloc, reason=Reason(rule="person", why=f"{name} was set to {bloc or 'no side'} by a person"))
