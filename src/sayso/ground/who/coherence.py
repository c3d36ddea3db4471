"""Bodies that a report names in full once and then without their owner: "the ministry", "the army", "the governor"."""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

from sayso.ground.who.cascade import Asked
from sayso.ground.who.kinds import bodies, kind_of, personal
from sayso.model import Actor, ActorKind, Reason
from sayso.packs.book import Composed, Packs
from sayso.packs.words import plain

BODIES = frozenset(
    {
        ActorKind.MINISTRY, ActorKind.MILITARY, ActorKind.GENERAL_STAFF, ActorKind.INTELLIGENCE, ActorKind.POLICE, ActorKind.PARLIAMENT,
        ActorKind.COURT, ActorKind.GOVERNOR, ActorKind.MINISTER, ActorKind.HEAD_OF_STATE, ActorKind.HEAD_OF_GOVERNMENT, ActorKind.STATE,
        ActorKind.OFFICIAL,
    }
)  # fmt: skip
LONGEST_OWNER = 3  # words before the head
WINDOW = 60  # characters in which they stand
_AFTER = re.compile(r"\s+(?:of|for)\s+[A-Z][\w-]+")
_SEVERAL = re.compile(r"(?:a|an|one|two|three|four|several|some|many|other|another|both)\s", re.IGNORECASE)


def of_report(asked: Asked, found: Actor, others: Collection[Actor], packs: Packs) -> Actor | None:
    """Return the one body that the report elsewhere names in full and here by its head alone; None where it names none or several.

    `found` is what the phrase gives by itself, `others` what the report's other sources are.
    """
    if found.id is not None or found.country is not None or found.kind not in BODIES or _SEVERAL.match(asked.text):
        return None
    parts = packs.compose(asked.text)
    head = plain(asked.text) if parts is None else parts.head
    if parts is not None and (parts.of is not None or parts.before is not None):
        return None
    own = kind_of(asked.text)
    if own is not None and own[0] in personal() and own[1] not in bodies() and own[1].endswith("s"):
        return None  # "investigators", "soldiers" are people of a body
    if parts is None and head != found.kind.value:  # "the ministry" has no descriptor of its own
        return None
    meant = _unique((*_said(asked, found.kind, head, packs), *_same(found.kind, parts, others, packs)))
    if meant is None:
        return None
    why = f"{asked.text} is {meant.name or meant.country}: the report names no other"
    return replace(meant, reason=Reason(rule="who-of-report", why=why, words=(asked.text,)))


def _same(kind: ActorKind, parts: Composed | None, others: Collection[Actor], packs: Packs) -> Iterator[Actor]:
    """The other sources that are such a body: any ministry for "the ministry", the armed forces for "the army"."""
    for other in others:
        entry = packs.entries.get(other.id or "")
        role = entry.role if entry is not None else (other.id or "").partition(".")[2]
        if other.kind is kind and other.id is not None and (parts is None or role in parts.roles):
            yield other


def _said(asked: Asked, kind: ActorKind, head: str, packs: Packs) -> Iterator[Actor]:
    """The bodies that the report's text names by an owner and the head: "Sudan's army", "the governor of Tarn"."""
    word = re.escape(head).replace(r"\ ", r"[\s-]+")
    seen: set[tuple[str, ...]] = set()  # a long report says the same thing often
    for found in re.finditer(rf"\b{word}\b", asked.context, re.IGNORECASE):
        before = asked.context[max(0, found.start() - WINDOW) : found.start()].split()[-LONGEST_OWNER:]
        after = _AFTER.match(asked.context, found.end())
        around = (*before, after[0] if after else "")
        if around in seen:
            continue
        seen.add(around)
        phrases = [f"{' '.join(before[at:])} {head}" for at in range(len(before))]
        if after is not None:
            phrases.insert(0, f"{head}{after[0]}")
        for phrase in phrases:
            parts = packs.compose(phrase, asked.context)
            if parts is None or parts.of is None or parts.before is not None:
                continue
            meant = packs.held(parts, parts.of, asked.on, Reason(rule="who-office", why=phrase, words=(phrase,)))
            if meant is not None and meant.kind is kind and meant.country is not None:
                yield meant
                break


def _unique(found: Collection[Actor]) -> Actor | None:
    """The one body among them; None where they are of several states or several bodies of one state."""
    named = {one.id: one for one in found if one.id is not None}
    if len({one.country for one in found}) != 1 or len(named) > 1:
        return None
    return next(iter(named.values()), None) or next(iter(found))
