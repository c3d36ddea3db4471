"""The forms of English verbs: regular ones by rule, irregular ones from `irregular.toml`."""

from functools import cache

from sayso.lexicon import table

VOWELS = "aeiou"


@cache
def irregular() -> dict[str, tuple[str, ...]]:
    """Return, for each irregular lemma, its past and participle forms."""
    return {lemma: tuple(forms) for lemma, forms in table("irregular")["verbs"].items()}


@cache
def forms(lemma: str) -> frozenset[str]:
    """Return every form of a verb in lower case; of a phrasal one ("point out") the first word is inflected."""
    verb, _, rest = lemma.partition(" ")
    own = {verb, third_person(verb), participle(verb), *(irregular().get(verb) or (past(verb),))}
    return frozenset(f"{form} {rest}".strip() for form in own)


def third_person(verb: str) -> str:
    """Return "says", "denies", "reaches"."""
    if verb.endswith("y") and verb[-2:-1] not in VOWELS:
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def participle(verb: str) -> str:
    """Return "saying", "denying", "admitting"."""
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "ye", "oe")):
        return verb[:-1] + "ing"
    return (doubled(verb) or verb) + "ing"


def past(verb: str) -> str:
    """Return "denied", "admitted", "claimed"."""
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in VOWELS:
        return verb[:-1] + "ied"
    return (doubled(verb) or verb) + "ed"


def doubled(verb: str) -> str | None:
    """Return the verb with its last letter doubled where its last syllable is short and stressed ("admitt"), else None."""
    short = len(verb) > 2 and verb[-1] not in VOWELS + "wxy" and verb[-2] in VOWELS and verb[-3] not in VOWELS
    one_syllable = sum(letter in VOWELS for letter in verb) == 1
    return verb + verb[-1] if short and (one_syllable or verb in table("irregular")["doubling"]["verbs"]) else None
