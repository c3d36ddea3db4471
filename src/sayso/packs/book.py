"""What the packs know, looked up: names, owners of institutions, offices with their holders, sides at a date."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Any

from sayso.model import Actor, ActorKind, Reason
from sayso.packs.form import Country, Descriptor, Entry, Member, Office
from sayso.packs.words import as_written, owner, plain

STATELY = frozenset(
    {
        ActorKind.STATE, ActorKind.HEAD_OF_STATE, ActorKind.HEAD_OF_GOVERNMENT, ActorKind.MINISTER, ActorKind.MINISTRY,
        ActorKind.MILITARY, ActorKind.GENERAL_STAFF, ActorKind.INTELLIGENCE, ActorKind.POLICE, ActorKind.LOCAL_AUTHORITY,
        ActorKind.GOVERNOR, ActorKind.PARLIAMENT, ActorKind.COURT, ActorKind.OFFICIAL, ActorKind.SPOKESPERSON,
    }
)  # fmt: skip
OWN_KIND = frozenset({ActorKind.ARMED_GROUP, ActorKind.IO, ActorKind.PARTY, ActorKind.NGO, ActorKind.COURT})
LOOKED_UP = 8192  # names of days that are remembered: the same few speak again and again
SHORTEST = 3  # letters: "us", "who", "is" in small letters are words, not names
STILL = ("acting", "outgoing", "interim", "new", "newly appointed", "caretaker", "own")  # before an office: the holder is meant
PAST = ("former", "then", "ex", "late", "ousted", "deposed")  # one who held it once
UNDER = ("deputy", "first deputy", "vice", "assistant")  # one below the holder

QUALIFIERS: dict[str, tuple[str, ...]] = {}  # by their first word
for _word in (*STILL, *PAST, *UNDER):
    QUALIFIERS[_word.partition(" ")[0]] = (*QUALIFIERS.get(_word.partition(" ")[0], ()), _word)


@dataclass(frozen=True, slots=True)
class Composed:
    """A phrase taken apart: the ids of its owner (country, area, actor) or None, and the descriptors that its head may mean.

    `before` is the word that turns the office into another's ("former", "deputy"), None where the holder is meant.
    """

    of: str | None
    roles: tuple[str, ...]
    head: str
    before: str | None = None


@dataclass(slots=True, kw_only=True)
class Packs:
    """The knowledge of a set of packs; it is not changed after loading. `names` are the packs' ids, `places`, `vessels` and `wars`
    the rows as their files give them, `blocs` their labels by id."""

    names: tuple[str, ...]
    countries: Mapping[str, Country]
    entries: Mapping[str, Entry]
    descriptors: Mapping[str, Descriptor]
    offices: Mapping[tuple[str, str], Office]
    members: Sequence[Member]
    areas: Mapping[str, tuple[str, tuple[str, ...]]]
    metonyms: Mapping[str, str]
    interests: Sequence[Mapping[str, Any]] = ()
    places: Sequence[Mapping[str, Any]] = ()
    vessels: Sequence[Mapping[str, Any]] = ()
    wars: Mapping[str, date] = field(default_factory=dict)
    blocs: Mapping[str, str] = field(default_factory=dict)
    _aliases: dict[str, list[tuple[str, Entry]]] = field(default_factory=dict, repr=False)
    _owners: dict[str, str] = field(default_factory=dict, repr=False)
    _heads: dict[str, list[str]] = field(default_factory=dict, repr=False)
    _titles: dict[str, list[Office]] = field(default_factory=dict, repr=False)
    _terms: dict[str, list[tuple[Office, Any]]] = field(default_factory=dict, repr=False)
    _institutions: dict[tuple[str, str], Entry] = field(default_factory=dict, repr=False)
    _seats: dict[str, str] = field(default_factory=dict, repr=False)
    _surnames: dict[str, list[Entry]] = field(default_factory=dict, repr=False)
    _looked_up: Callable[[str, date | None], Actor | None] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        self._looked_up = lru_cache(LOOKED_UP)(self._found)
        for entry in self.entries.values():
            for alias in (entry.name, *entry.aliases):
                self._aliases.setdefault(plain(alias), []).append((alias, entry))
                if not entry.id.startswith("person:"):
                    self._owners.setdefault(plain(alias), entry.id)
            if entry.role and entry.country:
                self._institutions[f"country:{entry.country}", entry.role] = entry
        self._index_states()
        for own in self.descriptors.values():
            for head in own.heads:
                self._heads.setdefault(plain(head), []).append(own.id)
        for office in self.offices.values():
            for title in (*office.titles, *office.alone):
                self._titles.setdefault(plain(title), []).append(office)
            for holder in office.holders:
                self._terms.setdefault(holder.who, []).append((office, holder.days))
        for person in self._terms:
            entry = self.entries[person]
            for name in {plain(spelling).split(" ")[-1] for spelling in (entry.name, *entry.aliases)}:
                self._surnames.setdefault(name, []).append(entry)

    def _index_states(self) -> None:
        for code, country in self.countries.items():
            for name in (*country.names, *country.people, *(f"{word}s" for word in country.people)):
                self._owners[plain(name)] = f"country:{code}"
            for seat in country.seats:
                self._seats[plain(seat)] = f"country:{code}"
        for own, (_, names) in self.areas.items():
            for name in names:
                self._owners.setdefault(plain(name), own)

    def look_up(self, name: str, on: date | None) -> Actor | None:
        """Return the actor that a name stands for by itself, its bloc as of the day; None where no pack knows it or several do."""
        return self._looked_up(name, on)

    def _found(self, name: str, on: date | None) -> Actor | None:
        if name.islower() and len(name) <= SHORTEST:
            return None
        known = self.named(name, context="")
        if known is not None:
            return self.actor(known, on, Reason(rule="who.alias", why=f"{name} is a name of {known.name}", words=(name,)))
        bare = plain(name)
        meant = self._seats.get(bare) or self.metonyms.get(bare) or self._owners.get(bare)
        if meant is not None:
            return self.owner(meant, on, Reason(rule="who.metonym", why=f"{name} stands for {meant}", words=(name,)))
        parts = self.compose(name)
        if parts is None or parts.of is None:
            return None
        return self.held(parts, parts.of, on, Reason(rule="who.owner_head", why=f"{name} names its owner and its office", words=(name,)))

    def named(self, name: str, context: str) -> Entry | None:
        """Return the one actor that goes by the name where `context` (the report's words) fits; None where none or several do.

        With an empty context an alias that asks for one counts only where no other actor bears it.
        """
        found = {entry.id: entry for alias, entry in self._aliases.get(plain(name), ()) if as_written(alias, name)}
        if not found:
            return None
        low = f" {plain(context)} "
        fitting = [own for own in found.values() if own.context and any(_stands(plain(word), low) for word in own.context)]
        free = [own for own in found.values() if not own.context]
        if not context and not free:
            fitting = list(found.values())
        best = fitting or free
        return best[0] if len(best) == 1 else None

    def surname(self, name: str, on: date | None) -> Entry | None:
        """Return the one person with an office on the day whose family name this is; None where none or several have it."""
        if on is None or not name[:1].isupper():
            return None
        found = {
            entry.id: entry for entry in self._surnames.get(plain(name), ()) if any(days.holds(on) for _, days in self._terms[entry.id])
        }
        return next(iter(found.values())) if len(found) == 1 else None

    def office_of(self, person: str, on: date | None) -> Office | None:
        """Return the office that the person (an id) holds on the day, the first one listed; None where there is none."""
        return next((office for office, days in self._terms.get(person, ()) if on is not None and days.holds(on)), None)

    def seat(self, name: str) -> str | None:
        """Return the id that a city or building stands for where it speaks or decides; None where it is none."""
        bare = plain(name)
        return self.metonyms.get(bare) or self._seats.get(bare)

    def owner_id(self, name: str, context: str = "") -> str | None:
        """Return the id of the country, area or actor that a name, an adjective or a seat of government belongs to; `context` (the
        report's words) chooses among actors of the same name."""
        if name.islower() and len(name) <= SHORTEST:
            return None
        return self._of(owner(plain(name)), context)

    def compose(self, phrase: str, context: str = "") -> Composed | None:
        """Return the owner and head of "Ukraine's foreign minister", "the governor of Kursk", "the chancellor"; None where the
        phrase has no head that the packs know. `context` (the report's words) chooses among owners of the same name."""
        words = plain(phrase).split(" ")
        steps = (*self._prefixed(words, context), *self._suffixed(words, context), *self._bare(words))
        return next((own for own in steps if own is not None), None)

    def _prefixed(self, words: list[str], context: str) -> Iterator[Composed]:
        for cut in range(len(words) - 1, 0, -1):
            of = self._of(owner(" ".join(words[:cut])), context)
            own = self._roles(words[cut:], of)
            if of is not None and own is not None:
                yield own

    def _suffixed(self, words: list[str], context: str) -> Iterator[Composed]:
        for cut, word in enumerate(words):
            if cut and word in ("of", "for", "in", "at"):
                of = self._of(plain(" ".join(words[cut + 1 :])), context)
                own = self._roles(words[:cut], of)
                if of is not None and own is not None:
                    yield own

    def _bare(self, words: list[str]) -> Iterator[Composed]:
        own = self._roles(words, None)
        if own is not None:
            yield own

    def _of(self, bare: str, context: str) -> str | None:
        """The id of an owner; among actors of one name the one that the context fits, None where it fits none or several."""
        shared = {entry.id: entry for _, entry in self._aliases.get(bare, ()) if not entry.id.startswith("person:")}
        if len(shared) < 2 or not context:
            return self._owners.get(bare) or self.metonyms.get(bare) or self._seats.get(bare)
        low = f" {plain(context)} "
        fitting = [own.id for own in shared.values() if any(_stands(plain(word), low) for word in own.context)]
        free = [own.id for own in shared.values() if not own.context]
        best = fitting or free
        return best[0] if len(best) == 1 else None

    def _roles(self, words: list[str], of: str | None) -> Composed | None:
        """The descriptors of the longest run of words at the end of which nothing but a qualifier stands in front."""
        phrase, before = owner(" ".join(words)), None
        while phrase:
            titles = self._titles.get(phrase, ())
            titled = [office.role for office in titles if of is None or office.of == of]
            part = next((office for office in titles if office.of in self.entries and self.entries[office.of].parent == of), None)
            if of is not None and not titled and part is not None:  # "the UN's human rights chief" heads a part of the UN
                return Composed(part.of, (part.role,), phrase, before)
            found = tuple(dict.fromkeys((*titled, *self._heads.get(phrase, ()))))
            if found:
                return Composed(of, found, phrase, before)
            first = phrase.partition(" ")[0]
            word = next((word for word in QUALIFIERS.get(first, ()) if phrase.startswith(f"{word} ")), None)
            if word is None:
                return None
            before = before if word in STILL else word
            phrase = phrase[len(word) + 1 :]
        return None

    def titled(self, head: str, context: str = "") -> Office | None:
        """Return the one office that a title without an owner means: one that has it alone ("the supreme leader"), else one whose
        state the context names ("the junta's chief" in Naypyidaw). None where none or several fit."""
        found = {(office.of, office.role): office for office in self._titles.get(head, ())}.values()
        alone = [office for office in found if any(plain(title) == head for title in office.alone)]
        low = f" {plain(context)} "
        best = alone or [office for office in found if any(_stands(word, low) for word in self._words_of(office.of))]
        return best[0] if len(best) == 1 else None

    def _words_of(self, of: str) -> tuple[str, ...]:
        """The words that name the state of an owner, its people or its seat."""
        own = self.countries.get(self.country_of(of) or "")
        return tuple(plain(word) for word in (*own.names, *own.people, *own.seats)) if own is not None else ()

    def held(self, parts: Composed, of: str, on: date | None, reason: Reason) -> Actor | None:
        """Return who or what `parts` names at the owner `of`: a holder on the day, a known institution, else one by its form.

        An office whose holder is not known, or that another than the holder is said to have ("former", "deputy"), gives an actor
        without a name; None where the owner cannot have such an office.
        """
        found = self._in_office(parts, of, on, reason)
        if found is None or parts.before is None:
            return found
        leads = found.kind in (ActorKind.HEAD_OF_STATE, ActorKind.HEAD_OF_GOVERNMENT)
        past = parts.before in PAST
        kind = ActorKind.PERSON if past else ActorKind.OFFICIAL if leads else found.kind
        return replace(found, name=None, id=None, aliases=(), kind=kind, bloc=None if past else found.bloc)

    def _in_office(self, parts: Composed, of: str, on: date | None, reason: Reason) -> Actor | None:
        for role in parts.roles:
            for other in (role, *self.descriptors[role].otherwise):
                office = self.offices.get((of, other))
                if office is not None:
                    return self._holder(office, on, reason, self.descriptors[role].kind)
                institution = self._institutions.get((of, other))
                if institution is not None:
                    return self.actor(institution, on, reason)
        if of in self.areas and parts.roles[0] not in ("governor", "mayor", "occupation_head"):
            of = f"country:{self.areas[of][0]}"
        return self._by_form(parts, of, on, reason)

    def _holder(self, office: Office, on: date | None, reason: Reason, kind: ActorKind) -> Actor:
        holder = next((own for own in office.holders if on is not None and own.days.holds(on)), None)
        kind = self._kind(office, kind)
        country = office.country or self.country_of(office.of)
        bloc = self.bloc(office.of, on) or self._bloc_of_state(country, kind, on)
        if holder is None:
            return Actor(name=None, kind=kind, country=country, bloc=bloc, reason=reason)
        entry = self.entries[holder.who]
        return Actor(name=entry.name, kind=kind, id=entry.id, country=country, bloc=bloc, aliases=entry.aliases, reason=reason)

    def _kind(self, office: Office, kind: ActorKind) -> ActorKind:
        return office.kind if office.kind is not None else _leading(self.entries.get(office.of), kind)

    def _by_form(self, parts: Composed, of: str, on: date | None, reason: Reason) -> Actor | None:
        own = self.descriptors[parts.roles[0]]
        if of in self.entries:
            body = self.entries[of]
            kind = _leading(body, own.kind)
            return Actor(name=None, kind=kind, country=body.country, bloc=self.bloc(of, on), reason=reason) if own.person else None
        if own.kind is ActorKind.IO:
            return None
        code = self.country_of(of)
        if code is None:
            return None
        bloc = self._bloc_of_state(code, own.kind, on)
        if own.name is None or own.person:
            return Actor(name=None, kind=own.kind, country=code, bloc=bloc, reason=reason)
        state = self.countries[code]
        adjectives = (*state.people[:1], state.names[0])
        aliases = (*(f"{word} {head}" for word in adjectives for head in (own.heads[0], parts.head)),)
        return Actor(
            name=own.name.format(state=state.names[0]), kind=own.kind, id=f"{code.lower()}.{own.id}", country=code, bloc=bloc,
            aliases=tuple(dict.fromkeys(aliases)), reason=reason,
        )  # fmt: skip

    def country_of(self, of: str) -> str | None:
        """Return the ISO code of the country that an owner is or lies in, None where it has none."""
        if of.startswith("country:"):
            return of.removeprefix("country:")
        if of in self.areas:
            return self.areas[of][0]
        return self.entries[of].country if of in self.entries else None

    def owner(self, of: str, on: date | None, reason: Reason) -> Actor | None:
        """Return the owner itself as an actor: a state or a known body; None for an area, which does not act."""
        if of in self.entries:
            return self.actor(self.entries[of], on, reason)
        if of in self.areas:
            return None
        code = of.removeprefix("country:")
        names = self.countries[code].names
        aliases = (*names[1:], f"Government of {names[0]}")
        bloc = self._bloc_of_state(code, ActorKind.STATE, on)
        return Actor(name=names[0], kind=ActorKind.STATE, id=of, country=code, bloc=bloc, aliases=aliases, reason=reason)

    def actor(self, entry: Entry, on: date | None, reason: Reason) -> Actor:
        """Return the entry as an actor as of the day; a person takes kind, country and bloc from the office held then."""
        office = self.office_of(entry.id, on)
        if office is not None:
            found = self._holder(office, on, reason, self.descriptors[office.role].kind)
            return Actor(
                name=entry.name, kind=found.kind, id=entry.id, country=found.country, bloc=found.bloc, aliases=entry.aliases,
                reason=reason,
            )  # fmt: skip
        country = entry.country or next((own.country or self.country_of(own.of) for own, _ in self._terms.get(entry.id, ())), None)
        bloc = self.bloc(entry.id, on) or (
            self._bloc_of_state(country, entry.kind, on, organ=entry.organ) if entry.id not in self._terms else None
        )
        return Actor(name=entry.name, kind=entry.kind, id=entry.id, country=country, bloc=bloc, aliases=entry.aliases, reason=reason)

    def bloc(self, of: str, on: date | None) -> str | None:
        """Return the side that an id (or what it belongs to) is a member of on the day, None where it is on none."""
        while of is not None:
            for member in self.members:
                if member.who == of and (on is None or member.days.holds(on)):
                    return member.bloc
            if of in self.areas:
                of = f"country:{self.areas[of][0]}"
            elif of in self.entries and self.entries[of].parent is not None:
                of = str(self.entries[of].parent)
            else:
                return None
        return None

    def _bloc_of_state(self, country: str | None, kind: ActorKind | None, on: date | None, *, organ: bool = False) -> str | None:
        stately = kind in STATELY or organ
        return self.bloc(f"country:{country}", on) if country is not None and stately else None


def _leading(body: Entry | None, kind: ActorKind) -> ActorKind:
    """The kind of one who speaks for a body: the body's own where it has no office that says more ("the head of the SBU")."""
    if body is None:
        return ActorKind.OFFICIAL if kind is ActorKind.IO else kind
    return body.kind if body.kind in OWN_KIND or kind is ActorKind.IO else kind


def _stands(word: str, text: str) -> bool:
    return f" {word} " in text or f" {word}'s " in text
