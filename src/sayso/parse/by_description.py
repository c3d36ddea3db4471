"""Links between descriptions: "the ministry" to the ministry named before, "the governor" to the one governor there is."""

from collections import defaultdict

from sayso.lexicon import table
from sayso.model import MentionKind, Reason
from sayso.parse.draft import Draft
from sayso.parse.entities import Entities, Thing

REACH = 12  # sentences over which a description still finds what it calls again
NO_DESCRIPTION = (MentionKind.TIME,)


def link_descriptions(draft: Draft, entities: Entities) -> None:
    """Link definite descriptions to the one thing before them that the same or a wider noun fits and nothing speaks against.

    Where two things fit, the rule abstains and the encoder's pointer decides. Descriptions with a word that the thing was never
    called by ("the regional ministry") are left to the pointer as well.
    """
    by_role: defaultdict[str, list[int]] = defaultdict(list)
    for mention, own in enumerate(draft.descriptions):
        if own.noun and own.definite and not own.name and draft.mentions[mention].kind not in NO_DESCRIPTION:
            _link(draft, entities, mention, by_role)
        for role in own.roles:
            by_role[role].append(mention)


def _link(draft: Draft, entities: Entities, mention: int, by_role: dict[str, list[int]]) -> None:
    own = draft.descriptions[mention]
    same = _fitting(draft, entities, mention, by_role.get(own.noun, ()))
    if len(same) == 1:
        _join(draft, entities, mention, same[0], "same-noun", "the same noun stands before and nothing else fits it")
        return
    if same or own.narrowing:
        return
    found = list({other for role in _narrower(own.noun) for other in _fitting(draft, entities, mention, by_role.get(role, ()))})
    if len(found) == 1:
        _join(draft, entities, mention, found[0], "role", f"“{own.noun}” fits one thing named before")


def _join(draft: Draft, entities: Entities, mention: int, other: int, rule: str, why: str) -> None:
    text = draft.text(other)
    entities.link(mention, other, Reason(rule=rule, why=f"{why}: “{text}”", words=(text,)))


def _fitting(draft: Draft, entities: Entities, mention: int, others: list[int] | tuple[int, ...]) -> list[int]:
    """Return the latest mention of each thing that the description may stand for."""
    here = draft.words[draft.mentions[mention].head].sentence
    found: dict[int, int] = {}
    seen = {id(entities.of[mention])}
    for other in reversed(others):
        if here - draft.words[draft.mentions[other].head].sentence > REACH:
            break
        thing = entities.of[other]
        if id(thing) not in seen and _fits(draft, thing, mention) and entities.possible(thing, entities.of[mention]):
            found[id(thing)] = other
        seen.add(id(thing))
    return list(found.values())


def _fits(draft: Draft, thing: Thing, mention: int) -> bool:
    """Return whether every word that narrows the description is known of the thing."""
    own = draft.descriptions[mention]
    extra = {word for word in own.narrowing if word not in thing.narrowing and word not in thing.roles}
    named = {word for name in thing.names for word in name.core}
    known = not {word for word in extra - named if word != own.count}
    return known or (bool(own.states) and own.states <= thing.states and len(extra) <= 1)


def _narrower(noun: str) -> list[str]:
    """Return the nouns of things that `noun` may call again."""
    groups = table("roles")["hypernyms"].values()
    return [word for group in groups if noun in group["heads"] for word in group["words"] if word != noun]
