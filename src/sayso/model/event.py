"""An event: the cluster of claims about one happening, as its profile sums it up."""

from dataclasses import dataclass

from sayso.model.reason import Reason
from sayso.model.report import digest
from sayso.model.standing import Standing
from sayso.model.what import EventType
from sayso.model.when import When
from sayso.model.where import Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """That a claim ("REPORT:CLAIM" ids) belongs to an event, and why."""

    claim: str
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Claims about one happening: at least one member, in order of publication.

    `tally` is True for sums over a period or sector ("46 of 56 attacks"), which are never the same event as one of their members.
    `standing` is None until the rules ran.
    """

    gist: str
    type: EventType
    members: tuple[Membership, ...]
    when: When | None = None
    where: tuple[Where, ...] = ()
    tally: bool = False
    standing: Standing | None = None

    @property
    def id(self) -> str:
        """The hash of the founding claim: later members do not change it."""
        return "ev-" + digest(self.members[0].claim)[:12]
