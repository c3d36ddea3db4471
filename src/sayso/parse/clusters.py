"""Things as nouns: each cluster with its fullest name and every other form."""

from collections import Counter

from sayso.model import Cluster, Mention, MentionKind
from sayso.parse.draft import Draft, joined
from sayso.parse.entities import Entities
from sayso.parse.states import states


def clusters(draft: Draft, entities: Entities) -> tuple[tuple[Mention, ...], tuple[Cluster, ...]]:
    """Return the mentions with their clusters and reasons, and the clusters in the order of their first mentions."""
    groups: dict[int, list[int]] = {}
    for mention, thing in enumerate(entities.of):
        groups.setdefault(id(thing), []).append(mention)
    found = tuple(_cluster(draft, group) for group in groups.values())
    number = {mention: index for index, group in enumerate(groups.values()) for mention in group}
    mentions = tuple(
        Mention(own.start, own.end, own.head, own.kind, own.name, own.pronoun, number[index], entities.reasons.get(index))
        for index, own in enumerate(draft.mentions)
    )
    return mentions, found


def _cluster(draft: Draft, group: list[int]) -> Cluster:
    name, forms = "", []
    named = [mention for mention in group if draft.descriptions[mention].name]
    plain = [mention for mention in group if not draft.mentions[mention].pronoun]
    if named:
        name = proper(draft, max(named, key=lambda mention: (_fullness(draft, mention), -mention)))
    elif plain:
        name = draft.text(max(plain, key=lambda mention: (draft.mentions[mention].end - draft.mentions[mention].start, -mention)))
    for mention in plain:
        forms += [proper(draft, mention), draft.text(mention)] if mention in named else [draft.text(mention)]
    return Cluster(tuple(group), _kind(draft, plain or group), name, tuple(dict.fromkeys(form for form in forms if form != name)))


def proper(draft: Draft, mention: int) -> str:
    """Return the proper name of a mention without titles in front."""
    own, name = draft.mentions[mention], draft.descriptions[mention].name
    assert own.name is not None and name is not None
    start, end = own.name
    if own.kind is not MentionKind.PERSON and start > own.start and states([draft.words[start - 1].text]):
        start -= 1  # "Sudanese Armed Forces" names one, "Armed Forces" any
    skip = len(name.titles)
    while skip and start < end:
        skip -= draft.words[start].text[0].isalnum()
        start += 1
    while start < end - 1 and not draft.words[start].text[0].isalnum():
        start += 1
    return joined(draft.tokens, start, end)


def _fullness(draft: Draft, mention: int) -> tuple[int, int]:
    """Return what makes a name fuller: more words of its own, then more letters; an acronym is never the fullest."""
    name = draft.descriptions[mention].name
    assert name is not None
    return (0 if name.letters else len(name.core), len(name.key))


def _kind(draft: Draft, group: list[int]) -> MentionKind:
    counts = Counter(draft.mentions[mention].kind for mention in group)
    return counts.most_common(1)[0][0]
