"""Whose side speaks, as a letter that carries shape and hue: the same on every page of a ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.model import UNKNOWN_SIDE, Source

PARTIES = "ABCD"  # circle, square, pentagon, star
THIRD, MONITOR, OUTLET = "N", "M", "O"  # diamond, triangle, dashed ring
TITLES = {THIRD: "Third party", MONITOR: "Monitor or verifier", OUTLET: "Outlet's own voice"}


@dataclass(frozen=True, slots=True)
class Sides:
    """The belligerent blocs in the order of their shapes, and what they are called."""

    blocs: tuple[str, ...]
    labels: Mapping[str, str]

    def role(self, bloc: str | None, kind: str | None = None) -> str:
        """Return the letter of a voice of this bloc and kind of actor."""
        if bloc in self.blocs:
            return PARTIES[min(self.blocs.index(bloc), len(PARTIES) - 1)]
        return MONITOR if kind == "monitor" else THIRD

    def of(self, source: Source) -> str:
        """Return the letter of a source; a video or a document that nobody made known speaks for no side."""
        return self.role(source.bloc, source.kind)

    def title(self, role: str, bloc: str | None = None) -> str:
        """Return what a letter stands for."""
        if role in TITLES:
            return TITLES[role]
        return self.label(bloc if bloc in self.blocs else self.blocs[PARTIES.index(role)])

    def label(self, bloc: str) -> str:
        """Return the name of a side: "Russia side"."""
        if bloc == UNKNOWN_SIDE:
            return "Side not known"
        short = self.labels.get(bloc, bloc.replace("-", " ").capitalize()).partition(" and ")[0]
        return f"{short} side"

    def legend(self) -> list[tuple[str, str]]:
        """Return letters with what they stand for, in order."""
        own = [(PARTIES[min(at, len(PARTIES) - 1)], self.label(bloc)) for at, bloc in enumerate(self.blocs)]
        return [*own, *TITLES.items()]


def sides(found: Sequence[str], wanted: Sequence[str], labels: Mapping[str, str]) -> Sides:
    """Return the sides of a ledger: those that the settings name first, then those that speak in it in the order of their packs."""
    known = [bloc for bloc in labels if bloc in found]
    return Sides(tuple(dict.fromkeys([*wanted, *known, *found])), labels)
