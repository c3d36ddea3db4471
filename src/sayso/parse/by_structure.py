"""Links that grammar makes: relative pronouns, appositions, acronyms in brackets, predicates, namings."""

from sayso.lexicon import table
from sayso.model import MentionKind, Reason
from sayso.parse.draft import Draft
from sayso.parse.entities import Entities
from sayso.parse.mentions import relative_noun
from sayso.parse.pronouns import pronoun


def link_structure(draft: Draft, entities: Entities) -> None:
    """Link what stands for its neighbour by grammar."""
    for mention in range(len(draft.mentions)):
        _relative(draft, entities, mention)
        _bracketed(draft, entities, mention)
        _apposition(draft, entities, mention)
        _beside(draft, entities, mention)
        _naming(draft, entities, mention)


def _relative(draft: Draft, entities: Entities, mention: int) -> None:
    own = draft.mentions[mention]
    entry = pronoun(draft.words[own.head].text)
    if entry is None or not entry.relative:
        return
    noun = relative_noun(draft.words, own.head)
    if noun is not None and noun in draft.headed:
        other = draft.headed[noun]
        why = f"the relative pronoun stands for “{draft.text(other)}”"
        entities.force(mention, other, Reason(rule="relative-pronoun", why=why, words=(draft.text(other),)))


def _bracketed(draft: Draft, entities: Entities, mention: int) -> None:
    """Link an acronym in brackets to the name in front of them: "the Security Service of Ukraine (SBU)"."""
    own, words = draft.mentions[mention], draft.words
    name = draft.descriptions[mention].name
    if own.start < 2 or own.end >= len(words) or name is None or not name.letters:
        return
    if words[own.start - 1].text != "(" or words[own.end].text != ")" or own.name != (own.start, own.end):
        return
    before = [index for index in range(max(0, mention - 6), mention) if draft.mentions[index].end == own.start - 1]
    if before:
        other = min(before, key=lambda index: draft.mentions[index].start)
        why = f"the short form in brackets stands for “{draft.text(other)}”"
        reason = Reason(rule="bracketed-acronym", why=why, words=(draft.text(other),))
        if name not in entities.of[other].names:
            _join_acronym(entities, mention, other, reason)


def _join_acronym(entities: Entities, mention: int, other: int, reason: Reason) -> None:
    """Link a name and its short form, which their letters need not show (SBU stands for words of another language)."""
    short, whole = entities.of[mention], entities.of[other]
    kept, short.names = short.names, []
    entities.force(mention, other, reason)
    if entities.of[mention] is not entities.of[other]:
        short.names = kept
    elif whole.names:
        entities.of[mention].names = whole.names


def _apposition(draft: Draft, entities: Entities, mention: int) -> None:
    own = draft.mentions[mention]
    word = draft.words[own.head]
    if word.relation != "appos" or word.head not in draft.headed or own.pronoun:
        return
    other = draft.headed[word.head]
    if own.kind is MentionKind.TIME or draft.mentions[other].kind is MentionKind.TIME:
        return
    why = f"it stands in apposition to “{draft.text(other)}”"
    entities.link(mention, other, Reason(rule="apposition", why=why, words=(draft.text(other),)))


def _beside(draft: Draft, entities: Entities, mention: int) -> None:
    """Link a person's name to the description right in front of it: "his wife Olena", "the prosecutor, Ivan Orlo,"."""
    own, words = draft.mentions[mention], draft.words
    if draft.descriptions[mention].name is None or own.kind is not MentionKind.PERSON or not own.start:
        return
    comma = words[own.start - 1].text == ","
    enclosed = own.end < len(words) and words[own.end].text in ",.;:)—–" and words[own.head].relation != "conj"
    if comma and not enclosed:
        return
    border = own.start - comma
    for other in range(mention - 1, max(-1, mention - 4), -1):
        before = draft.mentions[other]
        if before.end == border and before.kind is MentionKind.PERSON and before.name is None and not before.pronoun:
            why = f"the name stands beside “{draft.text(other)}”"
            entities.link(mention, other, Reason(rule="name-beside", why=why, words=(draft.text(other),)))
            return


def _naming(draft: Draft, entities: Entities, mention: int) -> None:
    """Link a name to whom it is said to be given: "a man who goes by “Shorty”", "the gunner gave his name as Kim"."""
    own, words = draft.mentions[mention], draft.words
    if own.name is None:
        return
    at, naming = own.head, False
    for _ in range(4):
        parent = words[at].head
        if parent == at:
            return
        naming = naming or _names_somebody(draft, parent)
        if words[at].relation in ("conj", "ccomp", "advcl", "nsubj"):
            return
        at = parent
        if naming and (subject := _bearer(draft, at)) is not None and subject != mention:
            why = f"the report says that “{draft.text(subject)}” goes by this name"
            entities.link(mention, subject, Reason(rule="naming", why=why, words=(draft.text(subject),)))
            return


def _names_somebody(draft: Draft, index: int) -> bool:
    low = draft.words[index].text.lower()
    verbs, nouns = table("naming")["verbs"]["words"], table("naming")["nouns"]["words"]
    by = any(draft.words[child].text.lower() == "by" for child in range(index + 1, min(index + 3, len(draft.words))))
    return low in verbs or low in nouns or (low in table("naming")["go"]["words"] and by)


def _bearer(draft: Draft, verb: int) -> int | None:
    """Return the mention that the verb's clause is about: the noun that it modifies, else its subject; people only."""
    words = draft.words
    candidates = [words[verb].head] if words[verb].relation == "acl" else []
    candidates += [child for child in draft.children[verb] if words[child].relation == "nsubj"]
    for index in candidates:
        found = draft.headed.get(index)
        if found is not None and draft.mentions[found].kind is MentionKind.PERSON and not draft.descriptions[found].name:
            return found
    return None
