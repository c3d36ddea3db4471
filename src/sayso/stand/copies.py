"""Near-copies among the members of an event: a passage that another report printed before is no account of its own (R1)."""

from collections.abc import Callable, Mapping
from datetime import date

from sayso.model import Claim, Event, Report


def near_copies(
    event: Event, told: Mapping[str, tuple[Report, Claim]], likeness: Callable[[str, str], float], copied: float
) -> dict[str, str]:
    """Return the members whose passage is that of another report's member that was there before: claim id -> the id copied from.

    `likeness` gives the share (0.0 to 1.0) that two passages have in common, `copied` from which share on one is a copy.
    """
    members = [(one.claim, *told[one.claim]) for one in event.members if one.claim in told]
    members.sort(key=lambda own: (own[1].published or date.max, own[0]))
    found, earlier = dict[str, str](), list[tuple[str, str, str]]()
    for name, report, claim in members:
        own = passage(report, claim)
        first = next((one for one, other, before in earlier if other != report.id and likeness(own, before) >= copied), None)
        if first:
            found[name] = first
        else:
            earlier.append((name, report.id, own))
    return found


def passage(report: Report, claim: Claim) -> str:
    """Return the paragraph that the claim stands in."""
    start, end = report.text.rfind("\n", 0, claim.span.start) + 1, report.text.find("\n", claim.span.end)
    return report.text[start : end if end >= 0 else None]
