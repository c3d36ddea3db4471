"""Links between proper names: the same name, its shorter and longer forms, acronyms."""

from collections import defaultdict

from sayso.model import MentionKind, Reason
from sayso.parse.aliases import NameParts, is_acronym, same_body, same_person
from sayso.parse.draft import Draft
from sayso.parse.entities import Entities


def link_names(draft: Draft, entities: Entities) -> None:
    """Link every name to the name before it that is the same one, or, where only one fits, a form of the same one."""
    named = [index for index, own in enumerate(draft.descriptions) if own.name is not None]
    _same(draft, entities, named)
    _forms(draft, entities, named)


def _name(draft: Draft, mention: int) -> NameParts:
    name = draft.descriptions[mention].name
    assert name is not None
    return name


def _same(draft: Draft, entities: Entities, named: list[int]) -> None:
    last: dict[str, int] = {}
    for mention in named:
        key = _name(draft, mention).key
        if key in last:
            words = (draft.text(last[key]),)
            entities.force(mention, last[key], Reason(rule="same-name", why="the same name stands before", words=words))
        last[key] = mention


def _forms(draft: Draft, entities: Entities, named: list[int]) -> None:
    """Link each name to the one other name that it is a form of; where it may be a form of two, the rule says nothing."""
    first: dict[str, int] = {}
    by_word: defaultdict[str, set[str]] = defaultdict(set)
    for mention in named:
        name = _name(draft, mention)
        if name.key not in first:
            first[name.key] = mention
            for word in (name.core[0], name.core[-1], name.letters, name.capitals):
                by_word[word].add(name.key)
            for word in name.core[1:-1]:
                by_word[word].add(name.key)
    for key, mention in first.items():
        own = _name(draft, mention)
        near = set().union(*(by_word[word] for word in {*own.core, own.letters, own.capitals} if word)) - {key}
        fits = [first[other] for other in sorted(near) if _is_form(draft, mention, first[other])]
        longer = [other for other in fits if len(_name(draft, other).core) > len(own.core) or is_acronym(own, _name(draft, other))]
        things = {id(entities.of[other]): other for other in longer}
        if len(things) == 1:
            (other,) = things.values()
            why = f"“{draft.text(mention)}” is a form of the name “{draft.text(other)}”"
            entities.link(mention, other, Reason(rule="name-form", why=why, words=(draft.text(other),)))


def _is_form(draft: Draft, mention: int, other: int) -> bool:
    own, name = _name(draft, mention), _name(draft, other)
    kinds = {draft.mentions[mention].kind, draft.mentions[other].kind}
    if kinds == {MentionKind.PERSON}:
        return same_person(own, name)
    if MentionKind.PERSON in kinds and not is_acronym(own, name):
        return (
            len(own.core) == 1
            and len(name.core) == 2
            and own.core[0] == name.core[-1]
            and draft.traits[mention].agrees(draft.traits[other])
        )
    if kinds == {MentionKind.PLACE}:
        return is_acronym(own, name)
    heads = draft.words[draft.mentions[mention].head].text, draft.words[draft.mentions[other].head].text
    return is_acronym(own, name) or (same_body(own, name) and heads[0] == heads[1])
