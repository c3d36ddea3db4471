"""How events stand: `python -m bench.predict standing BUNDLE_DIR...`, one JSON line an event of two claims or more, then the
totals.

Given: gold claims (chain, polarity, modality, type, participants, numbers, places, evidence, responds), gold events (which
claims belong together), the publication days, and who stands on which side (standing_sides.toml). Computed: everything that the
rules R0 to R16 add: origins and how they collapse, postures, interest, retraction, and the verdict. Nothing of the gold
standing or its reason is read before the answer is compared.
"""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sayso.model import (
    Actor,
    ActorKind,
    Attribution,
    Bound,
    Claim,
    Event,
    EventType,
    Evidence,
    EvidenceKind,
    Grade,
    Membership,
    Modality,
    Participant,
    Phrase,
    Place,
    PlaceRole,
    Polarity,
    Quantity,
    Reason,
    Relation,
    Report,
    Responds,
    Response,
    Role,
    Source,
    Span,
    Stance,
    Standing,
    Voice,
    What,
    Where,
    phrase,
)
from sayso.settings import load_settings
from sayso.stand import stand

SIDES = Path(__file__).with_name("standing_sides.toml")
GRADES = {
    EvidenceKind.GEOLOCATION: Grade.E3,
    EvidenceKind.VIDEO: Grade.E2,
    EvidenceKind.PHOTO: Grade.E2,
    EvidenceKind.SATELLITE: Grade.E2,
}
AT_HOME = re.compile(
    r"\b(?:ministry|government|army|military|navy|governor|administration|police|general staff|command|commander|authorities|"
    r"official|prosecutors|emergency department|sergeant|soldier|platoon leader|brigade|battalion|officer)\b",
    re.IGNORECASE,
)
Json = dict[str, Any]


class Sides:
    """The sides of one conflict, by the words of a name: what a knowledge pack would answer."""

    interests: Sequence[Mapping[str, Any]] = ()

    def __init__(self, sides: Mapping[str, Mapping[str, Sequence[str]]], third: Sequence[str]) -> None:
        self._third = _pattern(third)
        self._words = [(bloc, _pattern(side["words"])) for bloc, side in sides.items()]
        self._offices = [(bloc, _pattern(side["offices"])) for bloc, side in sides.items() if side["offices"]]
        self._organs = {name: bloc for bloc, side in sides.items() for name in side["publishers"]}
        self._home = {name: bloc for bloc, side in sides.items() for name in side.get("home", ())}
        self._states = {name: bloc for bloc, side in sides.items() for name in side.get("states", ())}
        self.outlets: frozenset[str] = frozenset()

    def look_up(self, name: str, on: date | None) -> Actor | None:
        """Return the actor with its bloc, None where no word of the name shows a side."""
        if name in self._organs:
            return Actor(name=name, kind=ActorKind.MEDIA, bloc=self._organs[name])
        if name in self.outlets:
            return None
        if name.lower() in self._states:
            return Actor(name=name, kind=ActorKind.STATE, bloc=self._states[name.lower()])
        if self._third.search(name):
            return Actor(name=name, kind=None, country="other")
        for patterns in (self._words, self._offices):
            found = [(hit.start(), bloc) for bloc, pattern in patterns if (hit := pattern.search(name))]
            if found:
                return Actor(name=name, kind=None, bloc=min(found)[1])
        return None

    def home_of(self, outlet: str) -> str | None:
        """Return the side of the country that an outlet prints in, None where that is none of the sides."""
        return self._home.get(outlet) or self._organs.get(outlet)

    def weight(self, text: str) -> int:
        """Return how often words of the conflict stand in the text."""
        return sum(len(pattern.findall(text)) for _, pattern in self._words)


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    ordered = sorted(words, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(word).replace("'", "['’]") for word in ordered) + r")\b", re.IGNORECASE)


@cache
def conflicts() -> dict[str, Sides]:
    """Return the sides of each conflict of the table."""
    table = tomllib.loads(SIDES.read_text("utf-8"))
    return {name: Sides(sides, table["third"]["words"]) for name, sides in table["conflict"].items()}


def main(arguments: list[str]) -> int:
    """Print one line an event and one of totals; return 0."""
    right: Counter[str] = Counter()
    many: Counter[str] = Counter()
    for folder in (Path(argument) for argument in arguments):
        for row in judged(folder):
            many[row["gold"]] += 1
            right[row["gold"]] += row["standing"] == row["gold"]
            print(json.dumps(row, ensure_ascii=False))
    total = sum(many.values())
    print(
        json.dumps(
            {
                "events": total,
                "right": sum(right.values()),
                "accuracy": round(sum(right.values()) / total, 4) if total else None,
                "by_standing": {name: [right[name], many[name]] for name in sorted(many)},
            }
        )
    )
    return 0


def judged(folder: Path) -> list[Json]:
    """Return the computed and the gold standing of each event of two claims or more."""
    bundle = json.loads((folder / "bundle.json").read_text("utf-8"))
    texts = {doc: (folder / f"{doc}.txt").read_text("utf-8") for doc in bundle["docs"]}
    sides = max(conflicts().values(), key=lambda own: own.weight(" ".join(texts.values())))
    sides.outlets = frozenset(json.loads((folder / f"{doc}.json").read_text("utf-8"))["outlet"] for doc in bundle["docs"])
    claims = {}
    for doc in bundle["docs"]:
        claims.update(gold_claims(json.loads((folder / f"{doc}.json").read_text("utf-8")), texts[doc], sides))
    rows = []
    for happening in bundle["happenings"]:
        if len(happening["claims"]) >= 2:
            standing = judge(happening, claims, sides)
            rows.append(
                {
                    "bundle": bundle["bundle"],
                    "event": happening["id"],
                    "gist": happening["gist"],
                    "gold": happening["standing"],
                    "standing": standing.verdict,
                    "rule": standing.rule,
                    "credibility": standing.credibility,
                    "why": [reason.why for reason in standing.reasons if reason.rule == standing.rule],
                }
            )
    return rows


def judge(happening: Json, claims: Mapping[str, tuple[Report, Claim]], sides: Sides) -> Standing:
    """Return the standing of one gold event."""
    types = Counter(str(claims[member][1].what.type) for member in happening["claims"])
    event = Event(
        gist=happening["gist"],
        type=EventType(types.most_common(1)[0][0]),
        members=tuple(Membership(claim=member, reason=Reason(rule="gold", why="gold")) for member in happening["claims"]),
    )
    return stand(event, claims, packs=sides, settings=load_settings().stand)


def gold_claims(gold: Json, text: str, sides: Sides) -> dict[str, tuple[Report, Claim]]:
    """Return the gold claims of a report as claims of sayso, by "REPORT:CLAIM"."""
    report = Report(
        text=text,
        name=gold["doc"],
        title=gold["title"],
        publisher=gold["outlet"],
        published=date.fromisoformat(gold["published"]),
    )
    plain = {entry["id"]: _claim(entry, report, sides, {}) for entry in gold["claims"]}
    ids = {name: claim.id for name, claim in plain.items()}
    return {f"{gold['doc']}:{entry['id']}": (report, _claim(entry, report, sides, ids)) for entry in gold["claims"]}


def _claim(entry: Json, report: Report, sides: Sides, ids: Mapping[str, str]) -> Claim:
    at = -1
    for _ in range(entry.get("nth", 1)):
        at = report.text.index(entry["content"], at + 1)
    span = Span(at, at + len(entry["content"]))
    cues = [phrase_of(report.text, cue, at) for cue in entry["cue"]]
    chain = tuple(
        Attribution(source=_source(names, report, sides), cue=cues[n] if n < len(cues) else None) for n, names in enumerate(entry["chain"])
    )
    return Claim(
        report=report.id,
        spans=(span,),
        text=entry["content"],
        gist=entry["content"],
        chain=chain,
        voice=Voice(entry["voice"]),
        stance=Stance(entry["stance"]),
        polarity=Polarity(entry["polarity"]),
        modality=Modality(entry["modality"]),
        hedges=(Phrase("hedged", span),) if entry["hedged"] else (),
        what=What(type=EventType(entry["types"][0]), family="", participants=_participants(entry, span)),
        where=tuple(_where(place) for place in entry["where"]),
        quantities=tuple(_quantity(number, span) for number in entry["numbers"]),
        evidence=tuple(_evidence(kind, span) for kind in entry["evidence"]),
        responds=tuple(Responds(relation=Response(r["relation"]), claim=ids[r["to"]]) for r in entry["responds"] if r["to"] in ids),
    )


def phrase_of(text: str, words: str, near: int) -> Phrase:
    """Return the phrase with these words that stands nearest the offset."""
    hits = [hit.start() for hit in re.finditer(re.escape(words), text)] or [0]
    start = min(hits, key=lambda hit: abs(hit - near))
    return phrase(text, start, start + len(words)) if hits != [0] else Phrase(words, Span(0, 0))


def _source(names: Sequence[str], report: Report, sides: Sides) -> Source:
    actors = [actor for name in names if (actor := sides.look_up(name, report.published))]
    state = next((actor.kind for actor in actors if actor.kind == ActorKind.STATE), None)
    third = any(actor.country for actor in actors)
    bloc = next((actor.bloc for actor in actors if actor.bloc), None) if not third else None
    if bloc is None and not third and any(AT_HOME.search(name) for name in names):
        bloc = sides.home_of(report.publisher or "")
    capitals = [word for name in names for n, word in enumerate(re.findall(r"[\w’'-]+", name)) if n and word[0].isupper()]
    named = bool(capitals) or any(name.split()[0][0].isupper() and len(name.split()) == 1 for name in names)
    return Source(
        text=names[0],
        span=Span(0, 0),
        name=names[0],
        names=tuple(names),
        bloc=bloc,
        kind=state,
        country="other" if third else None,
        named=named,
    )


def _participants(entry: Json, span: Span) -> tuple[Participant, ...]:
    return tuple(
        Participant(role=role, text=names[0], span=span, name=names[0], names=tuple(names))
        for role in (Role.AGENT, Role.PATIENT)
        if (names := entry[role.value])
    )


def _where(place: Json) -> Where:
    at = Place(name=place["name"], lat=place["lat"], lon=place["lon"], feature="settlement", radius_km=place.get("tol_km", 5))
    role = {"from": PlaceRole.FROM, "toward": PlaceRole.TOWARD}.get(place["relation"], PlaceRole.SITE)
    return Where(place=at, relation=Relation(place["relation"]), radius_km=place.get("tol_km", 5), role=role)


def _quantity(number: Json, span: Span) -> Quantity:
    value, bound = number["value"], Bound(number["bound"])
    pair = tuple(value) if isinstance(value, list) else None
    low, high = pair or (value, value)
    if bound is Bound.APPROX:
        low, high = low * 0.9, high * 1.1
    return Quantity(
        value=pair or value,
        bound=bound,
        unit=number["unit"],
        words=Phrase(str(value), span),
        low=None if bound is Bound.AT_MOST else low,
        high=None if bound is Bound.AT_LEAST else high,
    )


def _evidence(kind: str, span: Span) -> Evidence:
    own = EvidenceKind(kind)
    return Evidence(kind=own, grade=GRADES.get(own, Grade.E1), words=Phrase(kind, span))
