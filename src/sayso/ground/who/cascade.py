"""The steps from a phrase to an actor, the surest first: an alias, a name behind a title, a seat that stands for a state, an
office or body of an owner, the owner itself, an owner and a head noun, the head noun alone (design/grounding-notes)."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from sayso.ground.who.kinds import bodies, head, kind_of, owned, personal
from sayso.model import Actor, ActorKind, Reason
from sayso.packs.book import Composed, Packs
from sayso.packs.words import plain

LONGEST_OWNER = 4  # words
OFFICE_OF = {  # what "his office" is for one who holds the office on the left
    "head_of_state": "presidency", "head_of_government": "pm_office", "leader": "presidency",
    "foreign_minister": "foreign_ministry", "defence_minister": "defence_ministry", "interior_minister": "interior_ministry",
}  # fmt: skip
FAMOUS = (ActorKind.HEAD_OF_STATE, ActorKind.HEAD_OF_GOVERNMENT, ActorKind.MINISTER)
_SPLIT = re.compile(r"\s*[,;()]\s*")
_OWNED = re.compile(r"(.+?)[’'](?:s\s|\s)\s*(.+)")
_ONE_OF = ("a ", "an ", "one ", "another ", "some ", "several ")  # such a phrase picks out nobody in particular
_NUMBER = re.compile(
    r"^(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|several|some|many|other|another|all|both)\s", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A phrase to resolve: `context` are the report's words around it, `on` the report's day."""

    text: str
    context: str
    on: date | None

    def of(self, text: str) -> "Asked":
        """The same question about a part of the phrase."""
        return Asked(text, self.context, self.on)


Step = Callable[[Asked, Packs], Actor | None]


def who_of(asked: Asked, packs: Packs) -> Actor | None:
    """Return the actor that the phrase names; without a name where only kind and country are known, None where nothing is."""
    for step in STEPS:
        found = step(asked, packs)
        if found is not None:
            return found
    return None


def _alias(asked: Asked, packs: Packs) -> Actor | None:
    """A name of one actor, "the UN's nuclear watchdog" as "UN nuclear watchdog"."""
    text = asked.text.strip()
    if text.islower() and len(text) <= 3:
        return None
    known = packs.named(text, asked.context) or packs.named(re.sub(r"[’'](?:s\b|(?=\s))", "", text), asked.context)
    if known is None:
        return None
    return packs.actor(known, asked.on, Reason(rule="who-alias", why=f"{text} is a name of {known.name}", words=(text,)))


def _owned_alias(asked: Asked, packs: Packs) -> Actor | None:
    """ "Colombia's ELN": an alias behind an owner that has the same country."""
    found = _OWNED.match(asked.text)
    of = packs.owner_id(found[1], asked.context) if found else None
    code = packs.country_of(of) if of is not None else None
    known = packs.named(found[2], f"{asked.context} {found[1]}") if found and code else None
    if known is None or code is None or known.country != code:
        return None
    return packs.actor(known, asked.on, Reason(rule="who-owned-alias", why=f"{known.name}, {known.country}'s", words=(asked.text,)))


def _of_person(asked: Asked, packs: Packs) -> Actor | None:
    """ "Putin's spokesman", "Netanyahu's office": what belongs to the office that the person holds on the day."""
    found = _OWNED.match(asked.text)
    known = (packs.named(found[1], asked.context) or packs.surname(found[1], asked.on)) if found else None
    office = packs.office_of(known.id, asked.on) if known is not None else None
    if found is None or known is None or office is None:
        return None
    parts = packs.compose(found[2], asked.context)
    if plain(found[2]) == "office" and office.role in OFFICE_OF:
        parts = Composed(office.of, (OFFICE_OF[office.role],), "office")
    if parts is None or parts.of not in (None, office.of):
        return None
    if "chief_of_cabinet" in parts.roles:
        parts = replace(parts, roles=("chief_of_cabinet",))
    reason = Reason(rule="who-of-holder", why=f"{known.name} was {office.role} of {office.of} then", words=(asked.text,))
    return _unnamed(asked, packs.held(parts, office.of, asked.on, reason))


def _described_name(asked: Asked, packs: Packs) -> Actor | None:
    """ "Tarnish coast guard spokesman Ivan Petrenko", "the newspaper Tarn Post": a name that no pack knows behind what it is."""
    words = head(asked.text).split()
    at = len(words)
    while at > 1 and words[at - 1][:1].isupper():
        at -= 1
    if at in (0, 1, len(words)) or not words[at - 1].islower():
        return None
    for step in (_body, _owner_and_head):
        found = step(asked.of(" ".join(words[:at])), packs)
        if found is not None and found.kind in (*personal(), ActorKind.OFFICIAL):
            return replace(found, name=" ".join(words[at:]), id=None, aliases=())
    own = kind_of(" ".join(words[:at]))
    if own is None:
        return None
    reason = Reason(rule="who-described", why=f"“{own[1]}” before the name tells its kind", words=(own[1],))
    return Actor(name=" ".join(words[at:]), kind=own[0], reason=reason)


def _titled_name(asked: Asked, packs: Packs) -> Actor | None:
    """ "Defence Minister Rustem Umerov", "President Putin": the longest known name that ends the phrase."""
    words = head(asked.text).split()
    for at in range(1, len(words)):
        name = " ".join(words[at:])
        if not name[:1].isupper():
            continue
        known = packs.named(name, asked.context) or (packs.surname(name, asked.on) if at == len(words) - 1 else None)
        described = words[at - 1].islower() and kind_of(" ".join(words[:at])) is not None  # "the broadcaster Tarn One"
        if known is not None and (known.id.startswith("person:") or described):
            return packs.actor(known, asked.on, Reason(rule="who-title-name", why=f"{name} behind a title is {known.name}", words=(name,)))
    return None


def _surname(asked: Asked, packs: Packs) -> Actor | None:
    """A family name alone: whoever leads a state, a government or a ministry then; others are not famous enough to be meant."""
    known = packs.surname(asked.text.strip(), asked.on) if " " not in asked.text.strip() else None
    if known is None:
        return None
    why = f"{asked.text} is the family name of {known.name}, who was in office then"
    found = packs.actor(known, asked.on, Reason(rule="who-surname", why=why, words=(asked.text,)))
    return found if found.kind in FAMOUS else None


def _apposition(asked: Asked, packs: Packs) -> Actor | None:
    """ "Ivan Petrenko, the governor of Tarn": the name where a pack knows it, else the name with the kind of the description."""
    parts = [part for part in _SPLIT.split(asked.text) if part]
    if len(parts) < 2:
        return None
    for step in (_alias, _titled_name, _body, _owner_and_head, _kind):
        for part in parts:
            found = step(asked.of(part), packs)
            if found is not None and (found.kind is not None or len(parts) < 2):
                named = step is _body and _is_name(parts[0]) and found.name is not None and plain(parts[0]) != plain(found.name)
                own = parts[0] if named or (found.name is None and _is_name(parts[0])) else found.name
                return replace(found, name=own, id=None if named else found.id, aliases=() if named else found.aliases)
    return None


def _seat(asked: Asked, packs: Packs) -> Actor | None:
    meant = packs.seat(asked.text)
    if meant is None or asked.text.islower():
        return None
    return packs.owner(meant, asked.on, Reason(rule="who-seat", why=f"{asked.text} stands for those who govern there", words=(asked.text,)))


def _body(asked: Asked, packs: Packs) -> Actor | None:
    """ "Ukraine's defence ministry", "the governor of Kursk", "the ministry": without an owner only the kind is known."""
    text = _NUMBER.sub("", asked.text)
    parts = packs.compose(text, asked.context) or packs.compose(head(text), asked.context)
    if parts is None:
        return None
    if parts.of is not None:
        reason = Reason(rule="who-office", why=f"{text} names its owner and its office", words=(text,))
        found = packs.held(parts, parts.of, asked.on, reason)
        code = packs.country_of(parts.of)
        if (found is None or found.name is None) and code is not None:  # "the White House national security adviser"
            of_state = packs.held(parts, f"country:{code}", asked.on, reason)
            found = of_state if of_state is not None and of_state.name is not None and _holds(of_state) else found
        return _unnamed(asked, found)
    office = packs.titled(parts.head, asked.context)
    if office is None:
        own = packs.descriptors[parts.roles[0]]
        reason = Reason(rule="who-role", why=f"{text} without an owner: only its kind is known", words=(text,))
        return None if own.person else Actor(name=None, kind=own.kind, reason=reason)
    return packs.held(parts, office.of, asked.on, Reason(rule="who-title", why=f"only one office is called {text}", words=(text,)))


def _unnamed(asked: Asked, found: Actor | None) -> Actor | None:
    """Soldiers, officials and lawmakers of a state are not the state's army, office or parliament: they stay without a name."""
    if found is None or found.name is None:
        return found
    own = kind_of(asked.text)
    if own is None or own[0] not in personal():
        return found
    picked = _NUMBER.match(asked.text) is not None or asked.text.lower().startswith(_ONE_OF)
    body = own[1] in bodies() and not picked
    return found if body or (_holds(found) and not picked) else replace(found, name=None, id=None, aliases=())


def _holds(found: Actor) -> bool:
    return found.id is not None and found.id.startswith("person:")


def _owner(asked: Asked, packs: Packs) -> Actor | None:
    """ "Russia", "the Russians", "the Russian side"."""
    bare = re.sub(r"\s(?:side|delegation|government|authorities|state)$", "", plain(asked.text))
    meant = packs.owner_id(bare.title() if bare.islower() else bare) if asked.text != asked.text.lower() else None
    if meant is None:
        return None
    return packs.owner(meant, asked.on, Reason(rule="who-owner", why=f"{asked.text} is a name of it", words=(asked.text,)))


def _owner_and_head(asked: Asked, packs: Packs) -> Actor | None:
    """ "two captured North Korean soldiers", "a senior Sudanese officer": kind by the head, country by the owner in the phrase."""
    own = kind_of(asked.text)
    if own is None:
        return None
    words = re.sub(r"[’']s?\b", "", owned(asked.text, own[0])).split()
    for size in range(LONGEST_OWNER, 0, -1):
        for at in range(len(words) - size + 1):
            span = " ".join(words[at : at + size])
            its_own = span.casefold().endswith(own[1])  # the "Times" of "the Times of Israel" owns nothing
            meant = packs.owner_id(span, asked.context) if words[at][0].isupper() and not its_own else None
            if meant and (packs.country_of(meant) or meant in packs.entries):
                return _owned_kind(asked, packs, own, meant)
    return None


def _owned_kind(asked: Asked, packs: Packs, own: tuple[ActorKind, str], meant: str) -> Actor:
    kind, noun = own
    code = packs.country_of(meant)
    name = packs.entries[meant].name if meant in packs.entries else code
    reason = Reason(rule="who-owner-head", why=f"“{noun}” tells the kind, {name} whose", words=(noun,))
    return Actor(name=_own_name(asked.text), kind=kind, country=code, bloc=_side(packs, meant, kind, asked.on), reason=reason)


def _side(packs: Packs, meant: str, kind: ActorKind, on: date | None) -> str | None:
    """The owner's bloc, for those who act for it; residents and witnesses belong to no side."""
    acting = kind in (
        ActorKind.MILITARY,
        ActorKind.OFFICIAL,
        ActorKind.SPOKESPERSON,
        ActorKind.POLICE,
        ActorKind.ARMED_GROUP,
        ActorKind.COURT,
    )
    return packs.bloc(meant, on) if acting else None


def _kind(asked: Asked, packs: Packs) -> Actor | None:
    own = kind_of(asked.text)
    if own is None:
        if not _is_name(asked.text):
            return None
        reason = Reason(rule="who-name", why=f"{asked.text} is a name that no pack knows", words=(asked.text,))
        return Actor(name=asked.text, kind=None, reason=reason)
    reason = Reason(rule="who-kind", why=f"“{own[1]}” tells the kind and nothing more", words=(own[1],))
    return Actor(name=_own_name(asked.text), kind=own[0], reason=reason)


def _own_name(text: str) -> str | None:
    """The phrase itself where it is a proper name: every content word in capitals."""
    return re.sub(r"^(?:the|a|an)\s", "", text, flags=re.IGNORECASE) if _is_name(text) else None


def _is_name(text: str) -> bool:
    words = [word for word in re.sub(r"^(?:the|a|an)\s", "", text.strip(), flags=re.IGNORECASE).split() if word[0].isalpha()]
    small = ("of", "for", "and", "the", "de", "du", "des", "la", "al", "el", "bin", "ibn", "van", "von", "in", "on", "to")
    return bool(words) and all(word[0].isupper() or word in small for word in words)


STEPS: tuple[Step, ...] = (
    _alias,
    _surname,
    _owned_alias,
    _of_person,
    _titled_name,
    _apposition,
    _seat,
    _described_name,
    _body,
    _owner,
    _owner_and_head,
    _kind,
)
