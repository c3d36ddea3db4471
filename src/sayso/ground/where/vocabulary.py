"""The word lists of the lexicon as sets, made once."""

from dataclasses import dataclass
from functools import cache

from sayso.lexicon import table


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words that tell places from other names. All in lower case, save those that only count capitalised."""

    kinds: dict[str, str]
    before: dict[str, str]
    organisations: frozenset[str]
    titles: frozenset[str]
    given: frozenset[str]
    strong: frozenset[str]
    speech: frozenset[str]
    directions: frozenset[str]
    calendar: frozenset[str]
    inner: frozenset[str]
    leading: frozenset[str]
    also: frozenset[str]
    capitals: frozenset[str]
    demonyms: dict[str, str]
    regions: dict[str, str]


@cache
def vocabulary() -> Vocabulary:
    """Return the word lists of `lexicon/place_words.toml` and `lexicon/demonyms.toml`."""
    words = table("place_words")
    kinds: dict[str, str] = {}
    for kind, group in words["kinds"].items():
        for word in group:
            kinds.setdefault(word, kind)
    demonyms = table("demonyms")
    people = dict.fromkeys(demonyms["peoples"]["none"], "")
    for country, forms in demonyms["demonyms"].items():
        for form in forms:
            people |= {form: country, form + "s": country}
    return Vocabulary(
        kinds=kinds,
        before={word: kind for kind, group in words["before"].items() for word in group},
        organisations=frozenset(words["organisations"]["words"]),
        titles=frozenset(words["titles"]["words"]),
        given=frozenset(words["given"]["names"]),
        strong=frozenset(words["prepositions"]["strong"]),
        speech=frozenset(words["speech"]["words"]),
        directions=frozenset(words["directions"]["words"]),
        calendar=frozenset(words["calendar"]["words"]),
        inner=frozenset(words["inner"]["words"]),
        leading=frozenset(words["inner"]["leading"]),
        also=frozenset(words["also_words"]["words"].split()),
        capitals=frozenset(name.replace("|", " ") for name in words["capitals"]["names"].split()),
        demonyms=people,
        regions=demonyms["regions"],
    )
