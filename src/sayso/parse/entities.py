"""Mentions put together to things, one link at a time; a link that would make an impossible thing is refused."""

from dataclasses import dataclass, field

from sayso.model import Reason
from sayso.parse.aliases import NameParts, clash
from sayso.parse.draft import Draft
from sayso.parse.traits import HUMAN, Traits

NEAR = 12  # mentions before and after one in the order of heads among which those that it holds, or that hold it, stand


@dataclass(slots=True)
class Thing:
    """Mentions taken for one thing, and what it can be after all of them."""

    members: list[int]
    traits: Traits
    names: list[NameParts]
    states: frozenset[str]
    counts: frozenset[str]
    roles: frozenset[str]
    narrowing: frozenset[str]


@dataclass(slots=True)
class Entities:
    """The partition of a draft's mentions; `of[k]` is the thing of mention k, `reasons[k]` why mention k joined another one.

    The one mutable noun of `parse`: it grows while the rules run and is read off once at the end.
    """

    draft: Draft
    of: list[Thing] = field(default_factory=list)
    reasons: dict[int, Reason] = field(default_factory=dict)
    _inside: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for index, (traits, own) in enumerate(zip(self.draft.traits, self.draft.descriptions, strict=True)):
            names = [own.name] if own.name else []
            states = own.states if own.noun or own.name else frozenset()
            counts = frozenset({own.count} if own.count else ())
            self.of.append(Thing([index], traits, names, states, counts, own.roles, own.narrowing))

    def link(self, mention: int, antecedent: int, reason: Reason) -> bool:
        """Make two mentions one thing and remember why; return False, and do nothing, where they cannot be."""
        left, right = self.of[antecedent], self.of[mention]
        if left is right:
            return True
        if not self.possible(left, right):
            return False
        self._merge(left, right)
        self.reasons.setdefault(mention, reason)
        return True

    def force(self, mention: int, antecedent: int, reason: Reason) -> bool:
        """Like `link`, where grammar says so: only names that clash stand against it."""
        left, right = self.of[antecedent], self.of[mention]
        if left is not right and not self._names_clash(left, right):
            self._merge(left, right)
            self.reasons.setdefault(mention, reason)
        return self.of[mention] is self.of[antecedent]

    def possible(self, left: Thing, right: Thing) -> bool:
        """Return whether nothing known of the two things keeps them apart: kind, number, names, states, counts, nesting."""
        if not left.traits.agrees(right.traits) or (left.names and right.names and self._names_clash(left, right)):
            return False
        if left.states and right.states and not left.states & right.states and not self._is_person(left, right):
            return False
        if left.counts and right.counts and left.counts != right.counts:
            return False
        return not self._nested(left, right)

    def _nested(self, left: Thing, right: Thing) -> bool:
        """Return whether a mention of one thing holds a mention of the other ("the president of the country"): never one thing."""
        few, many = (left, right) if len(left.members) <= len(right.members) else (right, left)
        of, inside = self.of, self._inside
        for one in few.members:
            for other in inside[one] if one in inside else self._nest(one):
                if of[other] is many:
                    return True
        return False

    def _nest(self, one: int) -> tuple[int, ...]:
        """Return the mentions that a mention holds, or that hold it, and remember them."""
        mentions = self.draft.mentions
        start, end, head = mentions[one].start, mentions[one].end, mentions[one].head
        first = max(0, one - NEAR)
        self._inside[one] = tuple(
            first + offset
            for offset, near in enumerate(mentions[first : one + NEAR + 1])
            if first + offset != one and (start <= near.head < end or near.start <= head < near.end)
        )
        return self._inside[one]

    @staticmethod
    def _is_person(left: Thing, right: Thing) -> bool:
        return bool(left.names and right.names and left.traits.sort & HUMAN and right.traits.sort & HUMAN)

    def _names_clash(self, left: Thing, right: Thing) -> bool:
        person = bool(left.traits.sort & HUMAN) and bool(right.traits.sort & HUMAN)
        return any(clash(one, other, person) for one in left.names for other in right.names)

    def _merge(self, left: Thing, right: Thing) -> None:
        if len(left.members) < len(right.members):
            left, right = right, left
        left.members.extend(right.members)
        left.traits = left.traits.joined(right.traits)
        left.names += [name for name in right.names if name not in left.names]
        left.states |= right.states
        left.counts |= right.counts
        left.roles |= right.roles
        left.narrowing |= right.narrowing
        for member in right.members:
            self.of[member] = left
