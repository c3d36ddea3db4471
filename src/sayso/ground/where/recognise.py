"""Which words of a text name places.

Two ways lead here. Where an encoder has read the text, its names say what is a place, a person or an organisation. Without it, the
gazetteer, capitals and the words beside a name decide: a match has to be the whole of a capitalised name, must not be part of a
person's or an organisation's, and a name that is also an English word or a village nobody knows needs a word of place beside it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from sayso.gazetteer import Entry, Gazetteer
from sayso.ground.where.tokens import Token, tokens
from sayso.ground.where.vocabulary import Vocabulary, vocabulary
from sayso.model import MentionKind, Span

LONGEST = 6
KNOWN_CITY = 100_000
_OF = frozenset({"of", "for", "de", "&"})


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name of a place at `span`; `kind` is the feature that the words beside it show ("oblast" -> admin1) or None.

    `candidates` are the gazetteer's places of that name, none where it knows none; `sure` is False where only a preposition spoke
    for it.
    """

    span: Span
    text: str
    kind: str | None
    candidates: tuple[Entry, ...]
    sure: bool = True


@dataclass(frozen=True, slots=True)
class _Match:
    """Words `first`..`last` (inclusive) that the gazetteer knows as one name."""

    first: int
    last: int
    name: str
    entries: tuple[Entry, ...]


class _Verdict(IntEnum):
    NO = 0
    WEAK = 1
    YES = 2


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the judges of a match look at: the text, its words, which word starts which match, and the words of persons' names."""

    text: str
    words: Sequence[Token]
    starts: Mapping[int, _Match]
    ends: Mapping[int, _Match]
    people: frozenset[str]

    def before(self, match: _Match) -> Token | None:
        return self.words[match.first - 1] if self.words[match.first].joined else None

    def after(self, match: _Match) -> Token | None:
        at = match.last + 1
        return self.words[at] if at < len(self.words) and self.words[at].joined else None


def recognise(text: str, gazetteer: Gazetteer, names: Sequence[tuple[Span, MentionKind]] | None = None) -> tuple[Toponym, ...]:
    """Return the names of places in text order; none overlap.

    `names` are the proper names that an encoder found, with what each one is; None where there was no encoder.
    """
    words = tokens(text)
    grams = _grams(text, words)
    found = gazetteer.find(list(dict.fromkeys(grams.values())))
    matches = _longest(words, grams, found)
    scene = _Scene(
        text, words, {match.first: match for match in matches}, {match.last: match for match in matches}, _people(words, matches)
    )
    kept = _by_rules(scene, matches) + _unlisted(scene, matches, gazetteer)
    if names is not None:
        kept = _with_names(scene, kept, matches, names, gazetteer)
    return tuple(sorted(kept, key=lambda toponym: toponym.span))


def _grams(text: str, words: Sequence[Token]) -> dict[tuple[int, int], str]:
    """Stretches of words (first, last) that may be a name, with their text."""
    inner = vocabulary().inner
    made: dict[tuple[int, int], str] = {}
    for first, word in enumerate(words):
        if not word.capital:
            continue
        made[first, first] = word.text
        _with_kind(text, words, first, first, made)
        for last in range(first + 1, min(first + LONGEST, len(words))):
            after = words[last]
            if not after.follows or not (after.capital or after.text in inner):
                break
            if after.capital:
                made[first, last] = text[word.start : after.end]
                _with_kind(text, words, first, last, made)
    return made


def _with_kind(text: str, words: Sequence[Token], first: int, last: int, made: dict[tuple[int, int], str]) -> None:
    """Some names end in a small word: "Naf river", "Zikim crossing"."""
    after = words[last + 1] if last + 1 < len(words) else None
    if after is not None and after.joined and not after.capital and after.text in vocabulary().kinds:
        made[first, last + 1] = text[words[first].start : after.end]


def _longest(words: Sequence[Token], grams: Mapping[tuple[int, int], str], found: Mapping[str, tuple[Entry, ...]]) -> list[_Match]:
    """The longest known name at each word, from left to right; names of nationality are none."""
    made: list[_Match] = []
    free = 0
    for first in range(len(words)):
        if first < free or not words[first].capital:
            continue
        for last in range(min(first + LONGEST, len(words)) - 1, first - 1, -1):
            name = grams.get((first, last))
            entries = found.get(name or "")
            if name and entries and _may_be_place(name, entries):
                made.append(_Match(first, last, name, entries))
                free = last + 1
                break
    return made


def _may_be_place(name: str, entries: tuple[Entry, ...]) -> bool:
    spoken = vocabulary()
    if len(name) < 2 or name in spoken.calendar or name in spoken.organisations or name in spoken.directions or name == "The":
        return False
    if name.startswith("The ") and not any(entry.place.name.startswith("The ") for entry in entries):
        return False
    return name not in spoken.demonyms or any(entry.place.feature == "country" for entry in entries)


def _people(words: Sequence[Token], matches: Sequence[_Match]) -> frozenset[str]:
    """Words that stand after a title or a given name somewhere in the text: they name a person wherever they stand alone."""
    spoken = vocabulary()
    several = {at for match in matches if match.last > match.first for at in range(match.first, match.last + 1)}
    people = set()
    for at in range(1, len(words)):
        word, before = words[at], words[at - 1]
        if not (word.capital and word.joined) or at in several or word.text in spoken.organisations:
            continue
        if before.text.rstrip(".") in spoken.titles or before.text in spoken.given or before.text in people:
            people.add(word.text)
    return frozenset(people)


def _by_rules(scene: _Scene, matches: Sequence[_Match]) -> list[Toponym]:
    verdicts: dict[_Match, _Verdict] = {}
    trusted: set[str] = set()
    last_end = -1
    for match in matches:
        listed = last_end >= 0 and scene.text[last_end : scene.words[match.first].start] in (", ", " and ", ", and ", " or ", "/", " (")
        verdict = _judge(scene, match, listed=listed)
        verdicts[match] = verdict
        if verdict is _Verdict.YES:
            trusted.add(match.name)
            last_end = scene.words[match.last].end
    home = _home(scene, [match for match, verdict in verdicts.items() if verdict is _Verdict.YES])
    return [
        _toponym(scene, match)
        for match, verdict in verdicts.items()
        if verdict is _Verdict.YES or (verdict is _Verdict.WEAK and (match.name in trusted or _at_home(scene, match, home)))
    ]


def _home(scene: _Scene, matches: Sequence[_Match]) -> frozenset[str]:
    """The countries that a text is about: named by two places or nationalities at least, and by one in eight of all."""
    demonyms = vocabulary().demonyms
    spoken = Counter(country for word in scene.words if word.capital and (country := demonyms.get(word.text, "")))
    for match in matches:
        entry = max(match.entries, key=lambda entry: (entry.place.feature == "country", entry.pack, entry.population))
        if entry.place.country:
            spoken[entry.place.country] += 1
    total = sum(spoken.values())
    return frozenset(country for country, times in spoken.items() if times >= 2 and times * 8 >= total)


def _at_home(scene: _Scene, match: _Match, home: frozenset[str]) -> bool:
    """A village that nobody knows is meant where the text is about its country and the name is no person's."""
    word = scene.words[match.first]
    if match.first == match.last and (word.text in scene.people or word.text in vocabulary().given or len(word.text) < 4):
        return False
    return any(entry.place.country in home for entry in match.entries)


def _toponym(scene: _Scene, match: _Match, *, sure: bool = True) -> Toponym:
    span = Span(scene.words[match.first].start, scene.words[match.last].end)
    return Toponym(span, span.of(scene.text), kind_beside(scene, match), match.entries, sure)


def kind_beside(scene: _Scene, match: _Match) -> str | None:
    """The feature that the words beside a name show: "Kursk oblast", "the village of Robotyne", "Lake Kivu", or None."""
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


def _judge(scene: _Scene, match: _Match, *, listed: bool) -> _Verdict:
    if _in_organisation(scene, match) or _in_person(scene, match):
        return _Verdict.NO
    kind = kind_beside(scene, match)
    supported = listed or kind is not None or _prepared(scene, match) or _contained(scene, match)
    spoken = vocabulary()
    if match.first == match.last:
        word = scene.words[match.first]
        if word.text.isupper() and len(word.text) > 1 and "." not in word.text and not word.opens:
            land = any(entry.place.feature in ("country", "region", "admin1") for entry in match.entries)
            return _Verdict.YES if land and scene.text[word.end : word.end + 1] != "$" else _Verdict.NO
        if word.text in scene.people or word.text in spoken.given:
            strong = kind is not None or _contained(scene, match) or (_prepared(scene, match) and not _speaks(scene, match))
            return _Verdict.YES if (strong and word.text not in scene.people) or _land(match) else _Verdict.WEAK
        if word.text.lower() in spoken.also:
            return _Verdict.YES if supported and not word.opens else _Verdict.NO
    elif scene.words[match.first].text in spoken.given and not _known(match):
        return _Verdict.YES if supported else _Verdict.NO
    return _Verdict.YES if supported or _known(match) else _Verdict.WEAK


def _land(match: _Match) -> bool:
    return any(entry.place.feature == "country" and entry.own for entry in match.entries)


def _known(match: _Match) -> bool:
    """Whether the name means a place that a report may name without a word of explanation."""
    return any(
        entry.pack
        or (entry.place.feature == "settlement" and entry.population >= (KNOWN_CITY if entry.own else 10 * KNOWN_CITY))
        or (entry.place.feature != "settlement" and (entry.place.feature != "admin1" or entry.place.radius_km > 15))
        for entry in match.entries
    )


def _run_words(scene: _Scene, match: _Match) -> list[Token]:
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


def _in_organisation(scene: _Scene, match: _Match) -> bool:
    after = scene.after(match)
    if after is not None and after.text.title() in _TREATIES:
        return True
    return any(word.text in vocabulary().organisations for word in _run_words(scene, match))


_TREATIES = frozenset({"Convention", "Conventions", "Accord", "Accords", "Agreement", "Agreements", "Protocol", "Treaty", "Declaration", "Format"})


def _in_person(scene: _Scene, match: _Match) -> bool:
    """Whether unknown capitalised words touch the match, as they do in a person's name or a brand."""
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


_ROLES = frozenset({"Governor", "Mayor", "Prime", "Foreign", "Attorney", "Premier", "Health", "Defence", "Defense", "Republican", "Democrat"})


def _neutral(word: Token) -> bool:
    spoken = vocabulary()
    return (
        word.text in spoken.directions
        or word.text in spoken.demonyms
        or word.text in spoken.calendar
        or word.text.lower() in spoken.kinds
        or word.text.lower() in spoken.before
    )


def _prepared(scene: _Scene, match: _Match) -> bool:
    """Whether a preposition of place stands before the name, over "the" and a compass word."""
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


def _contained(scene: _Scene, match: _Match) -> bool:
    """Whether the next name is the country or province that the place lies in: "Ames, Iowa", "Goma (DRC)"."""
    inner = scene.starts.get(match.last + 1)
    if inner is None or scene.text[scene.words[match.last].end : scene.words[inner.first].start] not in (", ", " (", " "):
        return False
    countries = {entry.place.country for entry in match.entries}
    return any(entry.place.feature in ("country", "admin1", "region") and entry.place.country in countries for entry in inner.entries)


def _speaks(scene: _Scene, match: _Match) -> bool:
    after = scene.after(match)
    return after is not None and after.text in vocabulary().speech


def _unlisted(scene: _Scene, matches: Sequence[_Match], gazetteer: Gazetteer) -> list[Toponym]:
    """Names that the gazetteer does not know after "in", "near", "the village of": places by their words alone."""
    spoken, taken = vocabulary(), {at for match in matches for at in range(match.first, match.last + 1)}
    made = []
    for first, word in enumerate(scene.words):
        if first in taken or not word.capital or not word.joined or first == 0:
            continue
        last = first
        while last + 1 < len(scene.words) and scene.words[last + 1].joined and scene.words[last + 1].capital and last + 1 not in taken:
            last += 1
        run = scene.words[first : last + 1]
        match = _Match(first, last, " ".join(part.text for part in run), ())
        before = scene.words[first - 1]
        kind = kind_beside(scene, match)
        if last - first > 2 or before.capital or not (before.text in ("in", "near", "outside") or (before.text == "of" and kind)):
            continue
        if any(_no_place(part, spoken) or part.text in scene.people for part in run) or _in_organisation(scene, match):
            continue
        heard = gazetteer.sounds_like(match.name)
        made.append(_toponym(scene, _Match(first, last, match.name, heard), sure=False))
    return made


def _no_place(word: Token, spoken: Vocabulary) -> bool:
    return (
        word.text in spoken.organisations
        or word.text.rstrip(".") in spoken.titles
        or word.text in spoken.calendar
        or word.text in spoken.demonyms
        or word.text in spoken.given
        or word.text.isupper()
        or word.text.lower() in spoken.also
    )


def _with_names(
    scene: _Scene, kept: Sequence[Toponym], matches: Sequence[_Match], names: Sequence[tuple[Span, MentionKind]], gazetteer: Gazetteer
) -> list[Toponym]:
    """Weigh the rules' places against an encoder's names: it takes away what it reads as a person or as part of an organisation, and
    adds the places that the rules passed over."""
    told = [
        toponym for toponym in kept if not any(span.overlaps(toponym.span) and _denies(span, kind, toponym) for span, kind in names)
    ]
    taken = [toponym.span for toponym in told]
    by_start = {scene.words[match.first].start: match for match in matches}
    for span, kind in names:
        if kind is not MentionKind.PLACE or any(span.overlaps(other) for other in taken):
            continue
        match = by_start.get(span.start)
        if match is not None and _verdict_of_shape(scene, match):
            told.append(_toponym(scene, match))
        elif match is None and (unlisted := _named(scene, span, gazetteer)):
            told.append(unlisted)
    return told


def _denies(span: Span, kind: MentionKind, toponym: Toponym) -> bool:
    longer = span.holds(toponym.span) and len(span) > len(toponym.span)
    if kind is MentionKind.PERSON:
        return longer or not any(entry.place.feature == "country" or entry.population > 10 * KNOWN_CITY for entry in toponym.candidates)
    return kind is MentionKind.ORGANIZATION and longer


def _verdict_of_shape(scene: _Scene, match: _Match) -> bool:
    return not (_in_organisation(scene, match) or _in_person(scene, match))


def _named(scene: _Scene, span: Span, gazetteer: Gazetteer) -> Toponym | None:
    """A place by the encoder's word alone: a capitalised name that no word of the lists speaks against."""
    inside = [at for at, word in enumerate(scene.words) if span.start <= word.start < span.end]
    if not inside or not scene.words[inside[0]].capital:
        return None
    match = _Match(inside[0], inside[-1], span.of(scene.text), ())
    if any(_no_place(scene.words[at], vocabulary()) for at in inside) or _in_organisation(scene, match):
        return None
    return _toponym(scene, _Match(match.first, match.last, match.name, gazetteer.sounds_like(match.name)), sure=False)
