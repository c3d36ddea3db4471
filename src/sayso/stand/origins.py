"""R1 to R3: accounts -> origins. Nine outlets that repeat one voice count once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sayso.model import UNKNOWN_SIDE, Account, Grade, Origin, Reason
from sayso.stand.speakers import same_voice

Joint = Callable[[Account, Account], str | None]


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
    first = _join(ordered, (_same_link, _citation, _copy))
    first = _umbrellas(first)
    return _share(first)


def _join(accounts: Sequence[Account], joints: Sequence[Joint]) -> list[Group]:
    root = list(range(len(accounts)))
    reasons: dict[int, str] = {}

    def find(index: int) -> int:
        while root[index] != index:
            index = root[index]
        return index

    for right in range(len(accounts)):
        for left in range(right):
            why = next((said for joint in joints if (said := joint(accounts[left], accounts[right]))), None)
            if why is None:
                continue
            one, two = sorted((find(left), find(right)))
            if one != two:
                root[two] = one
                reasons[one] = min(filter(None, (reasons.get(one), reasons.pop(two, None), why)))
    members: dict[int, list[Account]] = {}
    for index, account in enumerate(accounts):
        members.setdefault(find(index), []).append(account)
    return [Group(accounts=tuple(own), reason=_reason("R1", own, reasons.get(top))) for top, own in sorted(members.items())]


def _reason(rule: str, own: Sequence[Account], why: str | None) -> Reason:
    name = next((one.origin for one in own if one.origin), own[0].publisher)
    return Reason(rule=rule, why=f"{name}: {why or 'one account'}")


def _same_link(left: Account, right: Account) -> str | None:
    """R1a. Narrations of one outlet are one voice, too."""
    if left.origin is None and right.origin is None:
        return "one outlet's own voice" if left.publisher == right.publisher else None
    if left.origin is None or right.origin is None:
        return None
    if same_voice(left.keys, right.keys):
        return "the same last link of the chain"
    described = {key.partition("|")[2] for key in left.keys} & {key.partition("|")[2] for key in right.keys}
    return "the same words for the source, through the same relay" if described - {""} and left.cites & right.cites else None


def _citation(left: Account, right: Account) -> str | None:
    """R1b."""
    one, two = left.origin and right.cites & left.keys, right.origin and left.cites & right.keys
    return "one hands on what the other said" if one or two else None


def _copy(left: Account, right: Account) -> str | None:
    """R1c: a near copy without a source of its own."""
    copies = (left.near_copy_of == right.claim and left.origin is None) or (
        right.near_copy_of == left.claim and right.origin is None
    )
    return "one text was copied from the other" if copies else None


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
