"""The rule sets of others, over the same accounts: what Airwars, ISW, UCDP and ACLED would call the event."""

from sayso.errors import InputError
from sayso.model import Grade, Reason, Verdict
from sayso.stand.case import Case

PROFILES = ("sayso", "airwars", "isw", "ucdp", "acled")
AIRWARS = {
    Verdict.CROSS_CONFIRMED: "Confirmed",
    Verdict.CORROBORATED: "Fair",
    Verdict.SINGLE_SOURCE: "Weak",
    Verdict.SAME_SIDE: "Weak",
    Verdict.DISPUTED: "Contested",
    Verdict.DENIED: "Weak",
    Verdict.RETRACTED: "Discounted",
}


def check(profile: str) -> str:
    """Return the profile's name; raises InputError for one that does not exist."""
    if profile not in PROFILES:
        raise InputError(f"profile {profile!r} is not known: use one of {', '.join(PROFILES)}")
    return profile


def grade(profile: str, verdict: Verdict, case: Case) -> tuple[str | None, Reason | None]:
    """Return the profile's own word for the verdict with its reason; None for profiles without a scale, and for `on_record`."""
    if verdict is Verdict.ON_RECORD:
        return None, None
    if profile == "airwars":
        return _airwars(verdict, case)
    if profile == "isw":
        return _isw(verdict, case)
    return None, None


def _airwars(verdict: Verdict, case: Case) -> tuple[str, Reason]:
    """Airwars' grades of civilian harm: Confirmed needs a belligerent that accepts, Discounted a neutral that rules it out."""
    word = AIRWARS[verdict]
    why = f"{verdict.value.replace('_', ' ')} is {word} in Airwars' terms"
    neutral_denial = any(one.bloc is None for one in case.denials)
    if neutral_denial and not case.neutrals:
        word, why = "Discounted", "a neutral denies it and no neutral affirms it"
    elif verdict is Verdict.CROSS_CONFIRMED and not case.admissions:
        word, why = "Fair", "both sides say so, but no belligerent accepts responsibility against its interest"
    return word, Reason(rule="airwars", why=why)


def _isw(verdict: Verdict, case: Case) -> tuple[str, Reason]:
    """ISW keeps two layers: assessed (checked footage, or conceded by the loser) and claimed (all else)."""
    if case.admissions:
        return "assessed", Reason(rule="isw", why="conceded by the side that it harms")
    if case.evidence >= Grade.E3 and verdict not in (Verdict.RETRACTED, Verdict.DENIED):
        return "assessed", Reason(rule="isw", why=f"material checked by a third party ({case.evidence})")
    return "claimed", Reason(rule="isw", why="neither checked footage nor a concession: it stays a claim")
