"""Where profiles are kept and found again by their keys. The linker asks a Book and knows nothing else of the store."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Protocol

from sayso.link.details import Details
from sayso.link.profile import Profile

MOST = 16  # events that a claim is compared with: of more, those that share the most keys with it


class Book(Protocol):
    """The open events, from any store: memory, a ledger's tables, a partition of a cluster."""

    def candidates(self, keys: Iterable[str], buckets: Iterable[int]) -> Iterable[str]:
        """Return the ids of the events kept under any of the keys in any of the buckets, each once; of many those under most keys."""

    def profile(self, event: str) -> Profile:
        """Return the profile of an event."""

    def event_of(self, claim: str) -> str | None:
        """Return the event that a claim belongs to, None where the book does not hold it."""

    def details(self, claim: str) -> Details:
        """Return the details of a claim that the book holds."""

    def open(self, event: str) -> Profile:
        """Return a new, empty profile under the id."""

    def put(self, claim: Details, event: str, keys: Iterable[str], buckets: Iterable[int]) -> None:
        """Add the claim to the event and keep the event under the keys."""

    def take(self, claim: Details) -> None:
        """Take the claim out of its event; an event without members stays under its id, empty."""


class MemoryBook:
    """A book in memory."""

    def __init__(self) -> None:
        self.profiles: dict[str, Profile] = {}
        self.members: dict[str, str] = {}
        self.claims: dict[str, Details] = {}
        self.index: dict[int, dict[str, list[str]]] = defaultdict(dict)

    def candidates(self, keys: Iterable[str], buckets: Iterable[int]) -> Iterable[str]:
        found: dict[str, int] = {}
        shelves = [shelf for bucket in buckets if (shelf := self.index.get(bucket))]
        for key in keys:
            for shelf in shelves:
                for event in shelf.get(key, ()):
                    found[event] = found.get(event, 0) + 1
        if len(found) <= MOST:
            return found
        return sorted(found, key=found.__getitem__, reverse=True)[:MOST]

    def profile(self, event: str) -> Profile:
        return self.profiles[event]

    def event_of(self, claim: str) -> str | None:
        return self.members.get(claim)

    def details(self, claim: str) -> Details:
        return self.claims[claim]

    def open(self, event: str) -> Profile:
        return self.profiles.setdefault(event, Profile(event))

    def put(self, claim: Details, event: str, keys: Iterable[str], buckets: Iterable[int]) -> None:
        self.open(event).add(claim)
        self.members[claim.id] = event
        self.claims[claim.id] = claim
        for bucket in buckets:
            shelf = self.index[bucket]
            for key in keys:
                here = shelf.get(key)
                if here is None:
                    shelf[key] = [event]
                elif event not in here:
                    here.append(event)

    def take(self, claim: Details) -> None:
        self.profiles[self.members.pop(claim.id)].remove(claim)
