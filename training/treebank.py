"""Universal Dependencies treebanks (GUM, EWT): tags, arcs, sentences, and GUM's entities with coreference.

The encoder's words are not the treebank's tokens ("don't" is three words here, two tokens there), so each word takes the token
that it shares its first character with; a token's further words hang on its first one as "goeswith".
"""

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sayso.engines.labels import KINDS, NAMES, RELATIONS, TAGS
from training.text import Document, curl, document

NAME_KINDS = {"person": "person", "organization": "organization", "place": "place", "event": "event"}


@dataclass
class Token:
    """A row of CoNLL-U; `head` counts tokens of the document, its own number for a root."""

    form: str
    space: bool
    upos: str
    xpos: str
    head: int
    relation: str
    sentence: int
    paragraph: int
    subtype: str = ""  # of the relation: "pass" of "nsubj:pass"


@dataclass(frozen=True)
class Entity:
    """A mention: tokens `start`..`end` half-open, its group in the document, kind and head tokens (`minspan`, 1-based)."""

    start: int
    end: int
    group: str
    kind: str
    minimum: tuple[int, ...]


def read_conllu(path: Path) -> list[tuple[list[Token], list[Entity]]]:
    """Return the documents of a file."""
    documents: list[tuple[list[Token], list[Entity]]] = []
    tokens: list[Token] = []
    entities: list[Entity] = []
    open_: dict[str, list[tuple[int, str, tuple[int, ...]]]] = {}
    base = sentence = paragraph = 0
    for line in path.read_text("utf-8").split("\n"):
        if line.startswith("# newdoc"):
            tokens, entities, open_ = [], [], {}
            documents.append((tokens, entities))
            base = sentence = paragraph = 0
        elif line.startswith("# newpar"):
            paragraph += bool(tokens)
        elif not line:
            sentence += len(tokens) > base
            base = len(tokens)
        elif line[0] != "#" and re.match(r"\d+\t", line):
            _row(line.split("\t"), tokens, entities, open_, base, sentence, paragraph)
        elif line[0] != "#" and re.match(r"\d+-\d+\t", line):
            _multiword(line.split("\t"), tokens)
    return documents


_HIDDEN: dict[int, tuple[int, bool]] = {}


def _multiword(cells: list[str], tokens: list[Token]) -> None:
    first, last = map(int, cells[0].split("-"))
    _HIDDEN[id(tokens)] = (len(tokens) + last - first + 1, "SpaceAfter=No" not in cells[9])


def _row(cells: list[str], tokens: list[Token], entities: list[Entity], open_: dict, base: int, sentence: int, paragraph: int) -> None:
    here = len(tokens)
    head = int(cells[6])
    space = "SpaceAfter=No" not in cells[9]
    until, after = _HIDDEN.get(id(tokens), (0, True))
    if here < until:
        space = after and here == until - 1
    where = base + head - 1 if head else here
    relation, _, subtype = cells[7].partition(":")
    tokens.append(Token(cells[1], space, cells[3], cells[4], where, relation, sentence, paragraph, subtype))
    if found := re.search(r"(?:^|\|)Entity=([^|]+)", cells[9]):
        for opened, closed in re.findall(r"\(([^()]+)|([^()]*)\)", found[1]):
            if opened:
                bits = opened.split("-")
                minimum = tuple(int(bit) for bit in (bits[5] if len(bits) > 5 else "").split(",") if bit.isdigit())
                open_.setdefault(bits[0], []).append((here, bits[1], minimum))
                last = bits[0]
            else:
                group = closed or last
                if open_.get(group):
                    start, kind, minimum = open_[group].pop()
                    entities.append(Entity(start, here + 1, group, kind, minimum))


def text_of(tokens: list[Token]) -> tuple[str, list[int]]:
    """Return the running text and where each token starts in it."""
    parts, starts, at = [], [], 0
    for index, token in enumerate(tokens):
        starts.append(at)
        parts.append(token.form)
        at += len(token.form)
        if index + 1 < len(tokens):
            gap = "\n" if tokens[index + 1].paragraph != token.paragraph else " " if token.space else ""
            if not gap and tokens[index + 1].sentence != token.sentence:
                gap = " "
            parts.append(gap)
            at += len(gap)
    return "".join(parts), starts


def head_of(tokens: list[Token], entity: Entity) -> int | None:
    """Return the token that heads a mention: the one whose own head lies outside."""
    outside = [i for i in range(entity.start, entity.end) if not entity.start <= tokens[i].head < entity.end or tokens[i].head == i]
    return outside[0] if outside else None


def name_of(tokens: list[Token], entity: Entity, head: int) -> tuple[int, int] | None:
    """Return the tokens (half-open) of the name in a mention with this head; None where the mention is no name."""
    if not tokens[head].xpos.startswith("NNP") or entity.kind == "time":
        return None
    bits = entity.minimum or (head - entity.start + 1,)
    return entity.start + min(bits) - 1, entity.start + max(bits)


def annotated(tokens: list[Token], entities: list[Entity], with_entities: bool, curly: bool) -> Document:
    """Return the document with columns upos, head, relation, sentence, start, kind, name, group (-100 = not annotated)."""
    text, starts = text_of(tokens)
    doc = document(curl(text) if curly else text)
    owner = np.searchsorted(np.array(starts), doc.starts, "right") - 1
    first = np.full(len(tokens), -1, np.int64)
    for word in range(len(owner) - 1, -1, -1):
        first[owner[word]] = word
    size = len(doc.surfaces)
    columns = {name: np.full(size, -100, np.int64) for name in ("upos", "head", "relation", "sentence", "start", "kind", "name", "group")}
    for word, token_index in enumerate(owner):
        token = tokens[token_index]
        begins = first[token_index] == word
        columns["upos"][word] = TAGS.index(token.upos) if token.upos in TAGS else TAGS.index("X")
        target = first[token.head] if begins else first[token_index]
        columns["head"][word] = target if target >= 0 else word
        relation = token.relation if begins else "goeswith"
        columns["relation"][word] = RELATIONS.index(relation) if relation in RELATIONS else RELATIONS.index("dep")
        columns["sentence"][word] = token.sentence
        columns["start"][word] = word == 0 or tokens[owner[word - 1]].sentence != token.sentence
    if with_entities:
        _entities(tokens, entities, owner, first, columns)
    return Document(doc.surfaces, doc.paragraphs, doc.offsets, columns)


def _entities(tokens: list[Token], entities: list[Entity], owner: np.ndarray, first: np.ndarray, columns: dict[str, np.ndarray]) -> None:
    columns["kind"][:] = columns["name"][:] = 0
    groups: dict[str, int] = {}
    for entity in sorted(entities, key=lambda e: e.start - e.end):
        head = head_of(tokens, entity)
        if head is None or first[head] < 0 or entity.kind not in KINDS:
            continue
        word = first[head]
        if columns["kind"][word] == 0:
            columns["kind"][word] = KINDS.index(entity.kind)
            columns["group"][word] = groups.setdefault(entity.group, len(groups))
        if name := name_of(tokens, entity, head):
            inside = np.flatnonzero((owner >= name[0]) & (owner < name[1]))
            begin = NAMES.index(f"B-{NAME_KINDS.get(entity.kind, 'other')}")
            if len(inside) and not columns["name"][inside].any():
                columns["name"][inside] = begin + 1
                columns["name"][inside[0]] = begin


def treebank(paths: list[Path], with_entities: bool, curly: bool = False) -> list[Document]:
    """Return the documents of CoNLL-U files."""
    found = [pair for path in paths for pair in read_conllu(path)]
    return [annotated(tokens, entities, with_entities, curly) for tokens, entities in found if tokens]
