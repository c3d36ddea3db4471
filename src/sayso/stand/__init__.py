"""Event -> Standing: who backs it, who contradicts it, and why (R0 to R16)."""

from collections.abc import Mapping, Sequence

from sayso.model import Claim, Event, Posture, Reason, Report, Standing
from sayso.settings import StandSettings
from sayso.stand.accounts import accounts, taking_back
from sayso.stand.case import Case, case
from sayso.stand.control import Basis, Control, control
from sayso.stand.copies import near_copies
from sayso.stand.credibility import credibility
from sayso.stand.figures import figures
from sayso.stand.matrix import Cell, Stood, by_claim, cells, stood
from sayso.stand.moves import moves
from sayso.stand.profiles import PROFILES, check, grade
from sayso.stand.record import NOTHING, Record
from sayso.stand.rules import decide, flags
from sayso.stand.speakers import Packs

__all__ = [
    "NOTHING", "PROFILES", "Basis", "Cell", "Control", "Packs", "Record", "Stood", "accounts", "by_claim", "cells", "control",
    "near_copies", "stand", "stands", "stood", "taking_back",
]  # fmt: skip


def stand(
    event: Event, claims: Mapping[str, tuple[Report, Claim]], *, packs: Packs | None = None, profile: str = "sayso",
    record: Record = NOTHING, settings: StandSettings,
) -> Standing:  # fmt: skip
    """Return how the event stands under the profile (sayso, airwars, isw, ucdp, acled).

    `claims` maps the ids that the event's memberships name to the report and the claim; ids that it lacks are passed over. Of other
    claims only those that take a report back (`taking_back`) are looked at, so give no others where there are many. The order of
    members and claims does not matter. Raises InputError for a profile that does not exist.
    """
    return stands(event, claims, packs=packs, profiles=(profile,), record=record, settings=settings)[profile]


def stands(
    event: Event, claims: Mapping[str, tuple[Report, Claim]], *, packs: Packs | None = None, profiles: Sequence[str] = PROFILES,
    record: Record = NOTHING, settings: StandSettings,
) -> dict[str, Standing]:  # fmt: skip
    """Return how the event stands under each of the profiles, as `stand` does under one: what they share is worked out once."""
    for profile in profiles:
        check(profile)
    own = case(accounts(event, claims, packs, record, settings), settings)
    decision = decide(own)
    digit, digit_why = credibility(decision.verdict, own)
    after = (Reason(rule="R11", why=f"best evidence {own.evidence}"), Reason(rule="R12", why=digit_why))
    before, would_move = _before(own), moves(own, settings)
    found = {}
    for profile in profiles:
        word, word_why = grade(profile, decision.verdict, own)
        found[profile] = Standing(
            verdict=decision.verdict,
            rule=decision.fired.rule,
            credibility=digit,
            evidence=own.evidence,
            origins=tuple(group.origin() for group in own.origins),
            publishers=len({one.publisher for one in own.accounts if not one.retracted}),
            blocs=tuple(sorted(own.parties)),
            figures=figures(own, profile),
            flags=flags(own, decision),
            reasons=(*before, decision.fired, *after, *((word_why,) if word_why else ())),
            considered=decision.considered,
            would_move=would_move,
            profile=profile,
            grade=word,
        )
    return found


def _before(own: Case) -> tuple[Reason, ...]:
    """The reasons that come before the verdict: how accounts became origins, what each of them does, what fell."""
    joined = [group.reason for group in own.origins if len(group.accounts) > 1 or group.reason.rule != "R1"]
    told = [
        reason
        for one in own.accounts
        for reason in one.reasons
        if one.posture is not Posture.AFFIRM or one.retracted or reason.rule != "R2"
    ]
    repeating = [Reason(rule="R2", why=f"{one.publisher} repeats it in its own voice: no origin") for one in own.repeating]
    return tuple(dict.fromkeys((*joined, *repeating, *told)))
