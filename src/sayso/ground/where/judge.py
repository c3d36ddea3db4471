"""Whether a known name in a text is a place: what its neighbours say."""

from collections.abc import Sequence
from enum import IntEnum

from sayso.ground.where.matches import Match, Scene
from sayso.ground.where.tokens import Token
from sayso.ground.where.vocabulary import vocabulary

KNOWN_CITY = 100_000
_OF = frozenset({"of", "for", "de", "&"})


class Verdict(IntEnum):
    """NO: part of something else. WEAK: nothing speaks for or against it. YES: a place."""

    NO = 0
    WEAK = 1
    YES = 2


def kind_beside(scene: Scene, match: Match) -> str | None:
    """Return the feature that the words beside a name show: "Kursk oblast", "the village of Robotyne", "Lake Kivu", or None."""
    kinds, before_kinds = vocabulary().kinds, vocabulary().before
    after, before = scene.after(match), scene.before(match)
    if after is not None and (kind := kinds.get(after.text.lower())):
        return kind
    if before is None:
        return None
    if before.text == "of" and match.first >= 2:
        return kinds.get(scene.words[match.first - 2].text.lower())
    if before.capital and not before.opens and before.text.lower() in before_kinds:
        return before_kinds[before.text.lower()]
    return kinds.get(before.text) if not before.capital and before.text in ("city", "town", "village", "province", "oblast") else None


def judge(scene: Scene, match: Match, *, listed: bool) -> Verdict:
    """Return whether a match is a place; `listed` says that it stands in a list behind one."""
    if in_organisation(scene, match) or in_person(scene, match):
        return Verdict.NO
    kind = kind_beside(scene, match)
    supported = listed or kind is not None or prepared(scene, match) or _contained(scene, match)
    spoken = vocabulary()
    if match.first == match.last:
        word = scene.words[match.first]
        if word.text.isupper() and len(word.text) > 1 and "." not in word.text and not word.opens:
            land = any(entry.place.feature in ("country", "region", "admin1") for entry in match.entries)
            return Verdict.YES if land and scene.text[word.end : word.end + 1] != "$" else Verdict.NO
        if word.text in scene.people or word.text in spoken.given:
            strong = kind is not None or _contained(scene, match) or (prepared(scene, match) and not _speaks(scene, match))
            return Verdict.YES if (strong and word.text not in scene.people) or _land(match) else Verdict.WEAK
        if word.text.lower() in spoken.also:
            return Verdict.YES if supported and not word.opens else Verdict.NO
    elif scene.words[match.first].text in spoken.given and not _known(match):
        return Verdict.YES if supported else Verdict.NO
    return Verdict.YES if supported or _known(match) else Verdict.WEAK


def _land(match: Match) -> bool:
    return any(entry.place.feature == "country" and entry.own for entry in match.entries)


def _known(match: Match) -> bool:
    """Whether the name means a place that a report may name without a word of explanation."""
    return any(
        entry.pack
        or (entry.place.feature == "settlement" and entry.population >= (KNOWN_CITY if entry.own else 10 * KNOWN_CITY))
        or (entry.place.feature != "settlement" and (entry.place.feature != "admin1" or entry.place.radius_km > 15))
        for entry in match.entries
    )


def _run_words(scene: Scene, match: Match) -> list[Token]:
    """The capitalised words that touch a match on either side, over "of" and "for" too."""
    words, made = scene.words, []
    at = match.last + 1
    while at < len(words) and words[at].joined and (words[at].capital or (words[at].text in _OF and _capital(words, at + 1))):
        made.append(words[at])
        at += 1
    at = match.first
    while at > 0 and words[at].joined and (words[at - 1].capital or (words[at - 1].text in _OF and _capital(words, at - 2))):
        at -= 1
        made.append(words[at])
    return made


def _capital(words: Sequence[Token], at: int) -> bool:
    return 0 <= at < len(words) and words[at].capital


def in_organisation(scene: Scene, match: Match) -> bool:
    """Return whether the name is part of an organisation's, a building's or a treaty's."""
    after = scene.after(match)
    if after is not None and after.text.title() in _TREATIES:
        return True
    return any(word.text in vocabulary().organisations for word in _run_words(scene, match))


_TREATIES = frozenset(
    {"Convention", "Conventions", "Accord", "Accords", "Agreement", "Agreements", "Protocol", "Treaty", "Declaration", "Format"}
)


def in_person(scene: Scene, match: Match) -> bool:
    """Return whether unknown capitalised words touch the match, as they do in a person's name or a brand."""
    spoken, before, after = vocabulary(), scene.before(match), scene.after(match)
    if before is not None and before.capital:
        text = before.text.rstrip(".")
        if text in spoken.titles or (text in spoken.given and match.first - 1 not in scene.ends):
            return True
        if not (_neutral(before) or before.opens or match.first - 1 in scene.ends):
            return True
    if after is not None and after.capital and not (_neutral(after) or after.text in spoken.titles or match.last + 1 in scene.starts):
        single = match.first == match.last
        return single and (scene.words[match.first].text in spoken.given or after.text not in _ROLES)
    return False


_ROLES = frozenset(
    {"Governor", "Mayor", "Prime", "Foreign", "Attorney", "Premier", "Health", "Defence", "Defense", "Republican", "Democrat"}
)


def _neutral(word: Token) -> bool:
    spoken = vocabulary()
    return (
        word.text in spoken.directions
        or word.text in spoken.demonyms
        or word.text in spoken.calendar
        or word.text.lower() in spoken.kinds
        or word.text.lower() in spoken.before
    )


def prepared(scene: Scene, match: Match) -> bool:
    """Return whether a preposition of place stands before the name, over "the" and a compass word."""
    at = match.first
    while at > 0 and scene.words[at].joined:
        word = scene.words[at - 1]
        lower = word.text.lower()
        if lower in vocabulary().strong:
            return True
        if not (lower in ("the", "downtown", "central") or lower.title() in vocabulary().directions):
            return False
        at -= 1
    return False


def _contained(scene: Scene, match: Match) -> bool:
    """Whether the next name is the country or province that the place lies in: "Ames, Iowa", "Goma (DRC)"."""
    inner = scene.starts.get(match.last + 1)
    if inner is None or scene.text[scene.words[match.last].end : scene.words[inner.first].start] not in (", ", " (", " "):
        return False
    countries = {entry.place.country for entry in match.entries}
    return any(entry.place.feature in ("country", "admin1", "region") and entry.place.country in countries for entry in inner.entries)


def _speaks(scene: Scene, match: Match) -> bool:
    after = scene.after(match)
    return after is not None and after.text in vocabulary().speech


def no_place(word: Token) -> bool:
    """Return whether a capitalised word is known to be no place's name."""
    spoken = vocabulary()
    return (
        word.text in spoken.organisations
        or word.text.rstrip(".") in spoken.titles
        or word.text in spoken.calendar
        or word.text in spoken.demonyms
        or word.text in spoken.given
        or word.text.isupper()
        or word.text.lower() in spoken.also
    )
