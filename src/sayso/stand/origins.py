"""R1 to R3: accounts -> origins. Nine outlets that repeat one voice count once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sayso.model import UNKNOWN_SIDE, Account, Grade, Origin, Reason

Joint = tuple[int, int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Accounts that count once. `voices` is how many were left before shared access was looked at (R3): 1 where none was
    joined.
    """

    accounts: tuple[Account, ...]
    reason: Reason
    voices: int = 1

    @property
    def parties(self) -> frozenset[str]:
        """The belligerent sides that speak in it."""
        return frozenset(one.bloc for one in self.accounts if one.bloc not in (None, UNKNOWN_SIDE))

    @property
    def neutral(self) -> bool:
        """True where no side and nobody of an unknown side speaks in it."""
        return all(one.bloc is None for one in self.accounts)

    @property
    def evidence(self) -> Grade:
        """The best evidence that one of its accounts cites."""
        return max(one.evidence for one in self.accounts)

    @property
    def hedged(self) -> bool:
        """True where those nearest the origin hedge; what relays add or drop says nothing of the origin."""
        nearest = min(one.distance for one in self.accounts)
        return any(one.hedged for one in self.accounts if one.distance == nearest)

    @property
    def named(self) -> str:
        """The origin's name; the outlet's where nobody is named."""
        return next((one.origin for one in self.accounts if one.origin), self.accounts[0].publisher)

    def origin(self) -> Origin:
        """Return it as the noun that a standing hands on."""
        names = tuple(sorted({one.origin or one.publisher for one in self.accounts}))
        blocs = tuple(sorted({one.bloc for one in self.accounts if one.bloc is not None}))
        return Origin(names=names, blocs=blocs, claims=tuple(sorted({one.claim for one in self.accounts})), reason=self.reason)


def collapse(accounts: Iterable[Account]) -> tuple[Group, ...]:
    """Return the origins of the accounts, in the order of their smallest claim id, each with the rule that joined it."""
    ordered = sorted(accounts, key=lambda one: (one.claim, one.origin or ""))
    return _share(_umbrellas(_join(ordered)))


def _join(accounts: Sequence[Account]) -> list[Group]:
    root = list(range(len(accounts)))
    reasons: dict[int, str] = {}

    def find(index: int) -> int:
        while root[index] != index:
            root[index] = root[root[index]]
            index = root[index]
        return index

    for left, right, why in _joints(accounts):
        one, two = sorted((find(left), find(right)))
        if one != two:
            root[two] = one
            reasons[one] = min(filter(None, (reasons.get(one), reasons.pop(two, None), why)))
    members: dict[int, list[Account]] = {}
    for index, account in enumerate(accounts):
        members.setdefault(find(index), []).append(account)
    return [Group(accounts=tuple(own), reason=_reason(own, reasons.get(top))) for top, own in sorted(members.items())]


def _reason(own: Sequence[Account], why: str | None) -> Reason:
    name = next((one.origin for one in own if one.origin), own[0].publisher)
    return Reason(rule="R1", why=f"{name}: {why or 'one account'}")


def _joints(accounts: Sequence[Account]) -> Iterator[Joint]:
    """The pairs that are one voice, each with its sentence: a number that grows with the accounts, not with their square."""
    voices: dict[str, list[int]] = defaultdict(list)
    relays: dict[tuple[str, str], list[int]] = defaultdict(list)
    outlets: dict[str, list[int]] = defaultdict(list)
    for index, one in enumerate(accounts):
        if one.origin is None:
            outlets[one.publisher].append(index)
            continue
        for key in sorted(one.keys):
            voices[key].append(index)
            if "|" in key:
                for cited in sorted(one.cites):
                    relays[key.partition("|")[2], cited].append(index)
    yield from _in_one_bucket(outlets.values(), "one outlet's own voice")
    yield from _in_one_bucket(voices.values(), "the same last link of the chain")
    yield from _open_offices(voices)
    yield from _in_one_bucket(relays.values(), "the same words for the source, through the same relay")
    yield from _citations(accounts, voices)


def _in_one_bucket(buckets: Iterable[Sequence[int]], why: str) -> Iterator[Joint]:
    for bucket in buckets:
        yield from ((bucket[0], other, why) for other in bucket[1:])


def _open_offices(voices: Mapping[str, Sequence[int]]) -> Iterator[Joint]:
    """An office whose side one report does not tell ("?|governor") is the one of that name, where only one side has one."""
    scopes: dict[str, list[str]] = defaultdict(list)
    for key in sorted(voices):
        scope, bar, office = key.partition("|")
        if bar and scope != "?" and not scope.startswith("@"):
            scopes[office].append(key)
    for key in sorted(voices):
        if key.startswith("?|") and len(scopes[key[2:]]) == 1:
            yield voices[scopes[key[2:]][0]][0], voices[key][0], "the same office, whose side one report does not tell"


def _citations(accounts: Sequence[Account], voices: Mapping[str, Sequence[int]]) -> Iterator[Joint]:
    """R1b and R1c: who hands on what another one said, and near copies without a source of their own."""
    by_claim = {one.claim: index for index, one in enumerate(accounts)}
    for index, one in enumerate(accounts):
        for cited in sorted(one.cites):
            yield from ((voices[cited][0], index, "one hands on what the other said") for _ in voices.get(cited, ())[:1])
        copied = by_claim.get(one.near_copy_of or "")
        if copied is not None and (one.origin is None or one.origin == accounts[copied].origin):
            yield copied, index, "one text was copied from the other"


def _umbrellas(groups: list[Group]) -> list[Group]:
    """A state as such ("Moscow says") speaks through its bodies: it joins the first of them, where there is one."""
    for_state = [group for group in groups if all(one.umbrella for one in group.accounts)]
    bodies = [group for group in groups if group not in for_state]
    for group in for_state:
        home = next((body for body in bodies if group.parties and group.parties == body.parties), None)
        if home is None:
            bodies.append(group)
            continue
        why = f"{group.named} as a state speaks through {home.named}"
        bodies[bodies.index(home)] = Group(accounts=home.accounts + group.accounts, reason=Reason(rule="R1", why=why))
    return sorted(bodies, key=lambda group: min(one.claim for one in group.accounts))


def _share(groups: list[Group]) -> tuple[Group, ...]:
    """R3: join the groups that look through the same eyes; both stay listed."""
    if not any(one.shared_access for group in groups for one in group.accounts):
        return tuple(groups)
    joined: list[Group] = []
    for group in groups:
        partners = [other for other in joined if _access(group, other)]
        joined = [other for other in joined if other not in partners]
        if partners:
            together = [*partners, group]
            names = ", ".join(sorted(other.named for other in together))
            group = Group(
                accounts=tuple(one for other in together for one in other.accounts),
                reason=Reason(rule="R3", why=f"{names}: shared access to the same witness, film or place, so they count once"),
                voices=sum(other.voices for other in together),
            )
        joined.append(group)
    return tuple(sorted(joined, key=lambda group: min(one.claim for one in group.accounts)))


def _access(left: Group, right: Group) -> bool:
    ours, theirs = _all(left, "keys"), _all(right, "keys")
    shared, also = _all(left, "shared_access"), _all(right, "shared_access")
    return bool(shared & theirs or also & ours or {key for key in shared & also if key.startswith("thing|")})


def _all(group: Group, field: str) -> frozenset[str]:
    return frozenset().union(*(getattr(one, field) for one in group.accounts))
