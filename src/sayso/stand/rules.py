"""R0 to R10 and R15: the first rule that applies gives the verdict; the others say why they did not.

The table at the end is what docs/standing.md prints.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sayso.model import UNKNOWN_SIDE, Account, Grade, Posture, Reason, Verdict
from sayso.stand.case import Case
from sayso.stand.origins import Group

Finding = tuple[Verdict | None, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule: its id, the sentence that the docs print, what it looks at, and the test that answers (verdict or None, why)."""

    id: str
    sentence: str
    inputs: tuple[str, ...]
    test: Callable[[Case], Finding]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The verdict with the reason of the rule that gave it, and those of the rules that were looked at and did not apply."""

    verdict: Verdict
    fired: Reason
    considered: tuple[Reason, ...]


def decide(case: Case) -> Decision:
    """Return the verdict of the first rule that applies, in the order of RULES, with what the others found."""
    rule, verdict, why = first(case)
    findings = [(other.id, other.test(case)) for other in RULES if other is not rule]
    considered = tuple(Reason(rule=own, why=sentence) for own, (answer, sentence) in findings if answer is None)
    return Decision(verdict=verdict, fired=Reason(rule=rule.id, why=why), considered=considered)


def first(case: Case) -> tuple[Rule, Verdict, str]:
    """Return the first rule that applies with its verdict and sentence; the last one always does."""
    for rule in RULES:
        verdict, why = rule.test(case)
        if verdict is not None:
            return rule, verdict, why
    raise AssertionError("R10 applies to every case")


def names(accounts: tuple[Account, ...]) -> str:
    """Return who speaks, by name, "A, B and C"."""
    own = sorted({one.origin or one.publisher for one in accounts})
    return own[0] if len(own) == 1 else f"{', '.join(own[:-1])} and {own[-1]}" if own else "nobody"


def said(accounts: tuple[Account, ...], one: str, several: str) -> str:
    """Return who speaks with the verb that fits their number: "A denies", "A and B deny"."""
    return f"{names(accounts)} {one if len({own.origin or own.publisher for own in accounts}) < 2 else several}"


def _listed(groups: Iterable[Group]) -> str:
    own = sorted(group.named for group in groups)
    return f"{', '.join(own[:-1])} and {own[-1]}" if len(own) > 1 else own[0] if own else "nobody"


def _verb(groups: Sequence[Group], one: str, several: str) -> str:
    return f"{_listed(groups)} {one if len(groups) < 2 else several}"


def _r0(case: Case) -> Finding:
    told = [one for one in case.accounts if not one.retracted and one.posture not in (Posture.SILENT, Posture.WITHDRAW)]
    if told and all(one.speech for one in told):
        return (
            Verdict.ON_RECORD,
            "an opinion, plan, demand, condition or mere possibility: that it was said is on record, it has no truth standing",
        )
    return None, "it is put forward as a fact"


def _r15(case: Case) -> Finding:
    if not case.taken_back:
        return None, "nobody took an account back"
    if case.origins and not case.common_report:
        return None, _verb(case.origins, "stands by it", "stand by it")
    return Verdict.RETRACTED, f"every account that affirmed it was taken back ({names(case.taken_back)})"


def _r4(case: Case) -> Finding:
    if case.admissions:
        differ = "; details are disputed" if case.versions else ""
        return Verdict.CROSS_CONFIRMED, f"{said(case.admissions, 'says', 'say')} it against the interest of the own side{differ}"
    denying = {one.bloc for one in case.denials if one.bloc not in (None, UNKNOWN_SIDE)}
    both = len(case.parties) >= 2
    if both and denying:
        return (
            None,
            f"{' and '.join(sorted(case.parties))} say so, but {said(case.denials, 'denies', 'deny')} it and nobody admits",
        )
    if both and not case.versions:
        return Verdict.CROSS_CONFIRMED, f"both sides say so ({' and '.join(sorted(case.parties))})"
    if both:
        return None, f"both sides speak, but {said(case.versions, 'gives', 'give')} another version and nobody admits"
    return None, "no side says it against its own interest, and not both sides say it"


def _r5(case: Case) -> Finding:
    if case.versions:
        return (
            Verdict.DISPUTED,
            f"{said(case.versions, 'gives', 'give')} an account that cannot be true together with that of {_listed(case.origins)}",
        )
    return None, "no account is incompatible with the others in who, in whose hands, where or how many"


def _r6(case: Case) -> Finding:
    neutral = tuple(one for one in case.denials if one.bloc is None)
    if neutral:
        return None, f"{said(neutral, 'denies', 'deny')} it, of neither side: R7"
    if case.denials and not case.neutrals:
        return Verdict.DENIED, f"{said(case.denials, 'denies', 'deny')} it and no independent neutral affirms it"
    if case.denials:
        return None, f"{said(case.denials, 'denies', 'deny')} it, but {_verb(case.neutrals, 'affirms', 'affirm')} it"
    silent = f"; {said(case.silent, 'leaves', 'leave')} it open, which is no denial" if case.silent else ""
    return None, f"nobody denies it{silent}"


def _r7(case: Case) -> Finding:
    if not case.denials:
        return None, "nobody denies it"
    neutral = tuple(one for one in case.denials if one.bloc is None)
    if neutral:
        return Verdict.DISPUTED, f"{said(neutral, 'denies', 'deny')}, of neither side, what {_verb(case.origins, 'affirms', 'affirm')}"
    if not case.strong:
        return Verdict.DISPUTED, f"{said(case.denials, 'denies', 'deny')} it against one neutral voice ({_listed(case.neutrals)})"
    return None, f"the denial of {names(case.denials)} does not defeat {_listed(case.neutrals)}"


def _r8(case: Case) -> Finding:
    if len(case.origins) >= 2 and case.neutrals:
        return Verdict.CORROBORATED, f"{len(case.origins)} independent origins, not all of one side: {_listed(case.origins)}"
    if len(case.origins) >= 2:
        return None, "no origin of neither side is among them"
    return None, "only one origin is left after R1 to R3"


def _r9(case: Case) -> Finding:
    partners = [group for group in case.origins if group.voices >= 2 and group.parties]
    if len(case.origins) >= 2:
        side = " and ".join(sorted(case.parties)) or "a side that is not known"
        return Verdict.SAME_SIDE, f"{_listed(case.origins)} all speak for one side ({side})"
    if partners:
        return Verdict.SAME_SIDE, f"{names(partners[0].accounts)} share access: they count as one side's word"
    return None, "only one voice is left after R1 to R3"


def _r10(case: Case) -> Finding:
    if case.common_report:
        return Verdict.SINGLE_SOURCE, f"{said(case.affirming, 'states', 'state')} it in the own voice; no source is named"
    return Verdict.SINGLE_SOURCE, f"one origin only: {_listed(case.origins)}"


FLAGS = {
    "outlet_states_as_fact": "an outlet says it in its own voice and names nobody",
    "unattributed": "outlets' own voices alone carry it",
    "shared_access": "origins were joined because they look through the same eyes",
    "against_interest": "a side says it against its own interest",
    "details_disputed": "it is admitted, but another account differs in a detail",
    "has_retraction": "an account was taken back",
    "left_open": "somebody had no comment or could not verify it",
    "evidence_backed": "material was published (E2 or better)",
    "side_unknown": "an office speaks whose side nobody could tell",
    "all_hedged": "every origin hedges",
    "denied_by": "who denies it, after the colon",
}


def flags(case: Case, decision: Decision) -> tuple[str, ...]:
    """Return what a reader should know beside the verdict, sorted: names of FLAGS, `denied_by` with a name after a colon."""
    holds = {
        "outlet_states_as_fact": bool(case.repeating) or case.common_report,
        "unattributed": case.common_report,
        "shared_access": any(group.voices >= 2 for group in case.origins),
        "against_interest": bool(case.admissions),
        "details_disputed": decision.verdict is Verdict.CROSS_CONFIRMED and bool(case.versions),
        "has_retraction": bool(case.taken_back),
        "left_open": bool(case.silent),
        "evidence_backed": case.evidence >= Grade.E2,
        "side_unknown": any(one.bloc == UNKNOWN_SIDE for one in case.affirming),
        "all_hedged": case.hedged,
    }
    denied = {f"denied_by:{names((one,))}" for one in case.denials}
    return tuple(sorted({name for name, true in holds.items() if true} | denied))


RULES: tuple[Rule, ...] = (
    Rule(
        id="R0",
        sentence="Opinions, demands, plans, conditionals, threats and mere possibilities get `on_record`: that they "
        "were said is the whole question.",
        inputs=("modality", "event type"),
        test=_r0,
    ),
    Rule(
        id="R15",
        sentence="An origin that takes its account back takes it out of what counts, and every relay of it falls with "
        "it; where nothing is left the event is `retracted`. Nothing leaves the history.",
        inputs=("retractions", "chains"),
        test=_r15,
    ),
    Rule(
        id="R4",
        sentence="`cross_confirmed`: a side says it against its own interest (R16), or both belligerent sides affirm "
        "it. Under an admission differing details stay listed; without one an incompatible account leads to "
        "R5.",
        inputs=("interest", "blocs", "incompatible accounts"),
        test=_r4,
    ),
    Rule(
        id="R5",
        sentence="`disputed`: an account is incompatible in a core slot (who did it, where, how many by more than the "
        "ratio of the settings), or its report sets it against another one as a different version.",
        inputs=("agent", "place", "figures", "responds"),
        test=_r5,
    ),
    Rule(
        id="R6",
        sentence="`denied`: an interested party denies it, or says that the place is in other hands, and no "
        "independent neutral affirms it. Silence is no denial, nor is no comment, nor what could not be verified.",
        inputs=("denials", "neutral origins"),
        test=_r6,
    ),
    Rule(
        id="R7",
        sentence="A denial against one neutral voice, or by a neutral, gives `disputed`; against two neutral origins, "
        "or one whose material was checked, an interested denial does not count.",
        inputs=("denials", "neutral origins", "evidence"),
        test=_r7,
    ),
    Rule(
        id="R8",
        sentence="`corroborated`: at least two origins after R1 to R3, at least one of them of neither side.",
        inputs=("origins", "blocs"),
        test=_r8,
    ),
    Rule(
        id="R9",
        sentence="`same_side`: several voices of one side, its state media and co-belligerents included, or a partner "
        "that shares its access.",
        inputs=("origins", "blocs", "shared access"),
        test=_r9,
    ),
    Rule(
        id="R10",
        sentence="`single_source`: one origin is left, however many outlets carry it.",
        inputs=("origins",),
        test=_r10,
    ),
)
