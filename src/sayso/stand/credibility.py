"""R12: Admiralty's credibility, 1 (confirmed) to 6 (cannot be judged), from the verdict and the evidence alone.

The letter of a source's reliability is never looked at: in practice the two axes are not independent (Baker, McKendry and Mace
1968).
"""

from sayso.model import Grade, Verdict
from sayso.stand.case import Case

PLAIN = {Verdict.CROSS_CONFIRMED: 1, Verdict.CORROBORATED: 2, Verdict.SAME_SIDE: 3, Verdict.SINGLE_SOURCE: 6, Verdict.DISPUTED: 4,
         Verdict.DENIED: 5, Verdict.RETRACTED: 5}  # fmt: skip
HEDGED = 3


def credibility(verdict: Verdict, case: Case) -> tuple[int | None, str]:
    """Return the digit and the sentence for it; None for `on_record`."""
    if verdict is Verdict.ON_RECORD:
        return None, "what is on record has no credibility of its own"
    plain, why = _by_verdict(verdict, case)
    if case.hedged and plain < HEDGED:
        return HEDGED, "every origin hedges: not better than 3"
    return plain, why


def _by_verdict(verdict: Verdict, case: Case) -> tuple[int, str]:
    grade = case.evidence
    word = verdict.value.replace("_", " ")
    if verdict is Verdict.CORROBORATED and grade >= Grade.E2 and not case.denials:
        return 1, f"corroborated with {grade} and nobody denies it"
    if verdict is Verdict.SAME_SIDE and grade >= Grade.E3:
        return 2, f"one side, but its material was checked ({grade})"
    if verdict is Verdict.SINGLE_SOURCE:
        return _single(case, grade)
    if verdict is Verdict.DISPUTED and (case.strong or grade >= Grade.E3):
        return 3, "disputed, with two neutral origins or checked material for it"
    if verdict is Verdict.DENIED and grade >= Grade.E2:
        return 4, f"denied, with {grade}"
    return PLAIN[verdict], f"{word} with {grade}"


def _single(case: Case, grade: Grade) -> tuple[int, str]:
    if grade >= Grade.E3:
        return 2, f"one origin whose material was checked ({grade})"
    if grade >= Grade.E2:
        return 3, f"one origin with published material ({grade})"
    if case.neutrals and not case.hedged and not case.common_report:
        return 3, "one origin of neither side that does not hedge"
    return 6, "one origin alone: cannot be judged"
