"""Which words of a text name places.

Two ways lead here. Where an encoder has read the text, its names say what is a place, a person or an organisation. Without it,
the gazetteer, capitals and the words beside a name decide: a match has to be the whole of a capitalised name, must not be part of
a person's or an organisation's, and a name that is also an English word or a village nobody knows needs a word of place beside
it.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.gazetteer import Entry, Gazetteer
from sayso.ground.where.judge import Verdict, in_organisation, in_person, judge, kind_beside, no_place, prepared
from sayso.ground.where.matches import Match, Scene, scene
from sayso.ground.where.vocabulary import vocabulary
from sayso.model import MentionKind, Span


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name of a place at `span`; `kind` is the feature that the words beside it show ("oblast" -> admin1) or None.

    `candidates` are the gazetteer's places of that name, none where it knows none; `sure` is False where no word beside it shows a
    place.
    """

    span: Span
    text: str
    kind: str | None
    candidates: tuple[Entry, ...]
    sure: bool = True


def recognise(text: str, gazetteer: Gazetteer, names: Sequence[tuple[Span, MentionKind]] | None = None) -> tuple[Toponym, ...]:
    """Return the names of places in text order; none overlap.

    `names` are the proper names that an encoder found, with what each one is; None where there was no encoder.
    """
    read = scene(text, gazetteer)
    kept = _by_rules(read) + _unlisted(read, gazetteer)
    if names is not None:
        kept = _with_names(read, kept, names)
    return tuple(sorted(kept, key=lambda toponym: toponym.span))


def _by_rules(scene: Scene) -> list[Toponym]:
    verdicts: dict[Match, Verdict] = {}
    trusted: set[str] = set()
    last_end = -1
    for match in scene.matches:
        listed = last_end >= 0 and scene.text[last_end : scene.words[match.first].start] in (
            ", ",
            " and ",
            ", and ",
            " or ",
            "/",
            " (",
        )
        verdict = judge(scene, match, listed=listed)
        verdicts[match] = verdict
        if verdict is Verdict.YES:
            trusted.add(match.name)
            last_end = scene.words[match.last].end
    home = _home(scene, [match for match, verdict in verdicts.items() if verdict is Verdict.YES])
    return [
        _toponym(scene, match, sure=verdict is Verdict.YES)
        for match, verdict in verdicts.items()
        if verdict is Verdict.YES or (verdict is Verdict.WEAK and (match.name in trusted or _at_home(scene, match, home)))
    ]


def _home(scene: Scene, matches: Sequence[Match]) -> frozenset[str]:
    """The countries that a text is about: named by two places or nationalities at least, and by one in eight of all."""
    demonyms = vocabulary().demonyms
    spoken = Counter(country for word in scene.words if word.capital and (country := demonyms.get(word.text, "")))
    for match in matches:
        entry = max(match.entries, key=lambda entry: (entry.place.feature == "country", entry.pack, entry.population))
        if entry.place.country:
            spoken[entry.place.country] += 1
    total = sum(spoken.values())
    return frozenset(country for country, times in spoken.items() if times >= 2 and times * 8 >= total)


def _at_home(scene: Scene, match: Match, home: frozenset[str]) -> bool:
    """A village that nobody knows is meant where the text is about its country and the name is no person's."""
    word = scene.words[match.first]
    if match.first == match.last and (word.text in scene.people or word.text in vocabulary().given or len(word.text) < 4):
        return False
    return any(entry.place.country in home for entry in match.entries)


def _toponym(scene: Scene, match: Match, *, sure: bool = True) -> Toponym:
    span = Span(scene.words[match.first].start, scene.words[match.last].end)
    return Toponym(span, span.of(scene.text), kind_beside(scene, match), match.entries, sure)


def _unlisted(scene: Scene, gazetteer: Gazetteer) -> list[Toponym]:
    """Names that the gazetteer does not know after "in", "near", "the village of": places by their words alone."""
    taken = {at for match in scene.matches for at in range(match.first, match.last + 1)}
    made = []
    for first, word in enumerate(scene.words):
        if first in taken or not word.capital or not word.joined or first == 0:
            continue
        last = first
        while last + 1 < len(scene.words) and scene.words[last + 1].joined and scene.words[last + 1].capital and last + 1 not in taken:
            last += 1
        run = scene.words[first : last + 1]
        match = Match(first, last, " ".join(part.text for part in run), ())
        before = scene.words[first - 1]
        kind = kind_beside(scene, match)
        if last - first > 2 or before.capital or not (prepared(scene, match) or (before.text == "of" and kind)):
            continue
        if any(no_place(part) or part.text in scene.people for part in run) or in_organisation(scene, match):
            continue
        heard = gazetteer.sounds_like(match.name)
        made.append(_toponym(scene, Match(first, last, match.name, heard), sure=False))
    return made


def _with_names(scene: Scene, kept: Sequence[Toponym], names: Sequence[tuple[Span, MentionKind]]) -> list[Toponym]:
    """Weigh the rules' places against an encoder's names: it takes away what it reads as a person or as part of an organisation,
    and adds known places that the rules passed over."""
    told = [toponym for toponym in kept if not any(span.overlaps(toponym.span) and _denies(span, kind, toponym) for span, kind in names)]
    taken = [toponym.span for toponym in told]
    by_start = {scene.words[match.first].start: match for match in scene.matches}
    for span, kind in names:
        if kind is not MentionKind.PLACE or any(span.overlaps(other) for other in taken):
            continue
        match = by_start.get(span.start)
        if match is not None and not in_organisation(scene, match) and not in_person(scene, match):
            told.append(_toponym(scene, match, sure=False))
    return told


def _denies(span: Span, kind: MentionKind, toponym: Toponym) -> bool:
    """Whether an encoder's name speaks against a place that the words around it do not show to be one."""
    return not toponym.sure and kind in (MentionKind.PERSON, MentionKind.ORGANIZATION) and len(span) > len(toponym.span)
