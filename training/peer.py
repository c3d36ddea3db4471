"""Train the peer that `bench.peer` measures beside ours: `python -m training.peer --shared ../shared --out runs/peer`.

A spaCy pipeline of the size of its small English model (a convolutional tok2vec, 96 wide and 4 deep, shared by a tagger of parts
of speech, a parser and a name finder; no pretrained vectors; lemmas by spaCy's rules), from the treebanks that our encoder learns
from: EWT and GUM, GUM's named mentions for the names. The pipeline lands in OUT/pipeline, its figures on dev in OUT/figures.json.
`uv sync --group peer` installs what is needed. It is for measuring: neither spaCy nor the pipeline is part of the package.
"""

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import spacy
from spacy.cli.init_config import init_config
from spacy.cli.train import train
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Corpus
from spacy.vocab import Vocab
from threadpoolctl import threadpool_limits

from training.text import curl
from training.treebank import NAME_KINDS, Entity, Token, head_of, name_of, read_conllu, text_of

TOGETHER = 8  # sentences of a training document: the parser's oracle takes long for more
PARAGRAPH = "\n\n"
PASSIVES = {"nsubj": "nsubjpass", "csubj": "csubjpass", "aux": "auxpass"}  # the names that textacy's rules know
HOW = {  # what differs from spaCy's own configuration for efficiency: larger batches and averaged weights, for a short training
    "training.batcher.size.start": 500, "training.batcher.size.stop": 2000, "training.optimizer.use_averages": True,
    "training.patience": 0, "training.eval_frequency": 250,
    "training.score_weights.pos_acc": 0.25, "training.score_weights.morph_acc": 0.0, "training.score_weights.dep_uas": 0.0,
    "training.score_weights.dep_las": 0.5, "training.score_weights.ents_f": 0.25,
}  # fmt: skip
PARTS = ("token_acc", "pos_acc", "dep_uas", "dep_las", "sents_f", "ents_p", "ents_r", "ents_f")


@dataclass(frozen=True)
class Rows:
    """The columns of a spaCy document; `heads` count its own words, `names` are BIO tags and None where names are not annotated."""

    words: list[str]
    spaces: list[bool]
    tags: list[str]
    heads: list[int]
    relations: list[str]
    names: list[str] | None


def relation_of(token: Token) -> str:
    """Return the relation by the name that spaCy's English models and textacy's rules give it."""
    if token.relation == "root":
        return "ROOT"
    return PASSIVES.get(token.relation, token.relation) if token.subtype == "pass" else token.relation


def names_of(tokens: list[Token], entities: list[Entity]) -> list[str]:
    """Return the BIO tags of the named mentions, the longest first where two overlap."""
    tags = ["O"] * len(tokens)
    for entity in sorted(entities, key=lambda one: one.start - one.end):
        head = head_of(tokens, entity)
        name = name_of(tokens, entity, head) if head is not None else None
        if name and set(tags[slice(*name)]) == {"O"}:
            kind = NAME_KINDS.get(entity.kind, "other")
            tags[slice(*name)] = [f"B-{kind}"] + [f"I-{kind}"] * (name[1] - name[0] - 1)
    return tags


def rows(tokens: list[Token], names: list[str] | None) -> Rows:
    """Return the columns of whole sentences, with a token of white space between paragraphs, as spaCy's tokenizer makes one."""
    made = Rows([], [], [], [], [], None if names is None else [])
    places: list[int] = []
    for index, token in enumerate(tokens):
        last = tokens[index - 1] if index else token
        if token.paragraph != last.paragraph:
            _append(made, PARAGRAPH, False, "SPACE", len(made.words) - 1, "dep", "O")
        places.append(len(made.words))
        following = tokens[index + 1] if index + 1 < len(tokens) else token
        space = (token.space or following.sentence != token.sentence) and following.paragraph == token.paragraph
        _append(made, token.form, space, token.upos, -1, relation_of(token), names[index] if names else "O")
    for place, token in zip(places, tokens, strict=True):
        made.heads[place] = places[token.head]
    return made


def _append(made: Rows, word: str, space: bool, tag: str, head: int, relation: str, name: str) -> None:
    for column, value in ((made.words, word), (made.spaces, space), (made.tags, tag), (made.heads, head), (made.relations, relation)):
        column.append(value)
    if made.names is not None:
        made.names.append(name)


def pieces(tokens: list[Token], names: list[str] | None, together: int) -> Iterator[Rows]:
    """Yield the rows of so many sentences at a time."""
    start = 0
    for index in range(1, len(tokens) + 1):
        if index == len(tokens) or tokens[index].sentence >= tokens[start].sentence + together:
            own = [replace(token, head=token.head - start) for token in tokens[start:index]]
            yield rows(own, names and names[start:index])
            start = index


def curled(tokens: list[Token]) -> list[Token]:
    """Return the tokens with typographic quotation marks."""
    text, starts = text_of(tokens)
    text = curl(text)
    return [replace(token, form=text[at : at + len(token.form)]) for token, at in zip(tokens, starts, strict=True)]


def documents(paths: list[Path], vocabulary: Vocab, with_names: bool, curly: bool) -> Iterator[Doc]:
    """Yield spaCy's documents of CoNLL-U files; `curly` gives every other text typographic quotation marks."""
    for number, (tokens, entities) in enumerate(pair for path in paths for pair in read_conllu(path)):
        names = names_of(tokens, entities) if with_names else None
        for one in pieces(curled(tokens) if curly and number % 2 else tokens, names, TOGETHER):
            yield Doc(vocabulary, words=one.words, spaces=one.spaces, pos=one.tags, heads=one.heads, deps=one.relations, ents=one.names)


def corpora(shared: Path, out: Path) -> dict[str, Path]:
    """Write the corpora in spaCy's form; returns the files: train, dev, and dev of each treebank."""
    data, vocabulary, files = shared / "data", spacy.blank("en").vocab, {}
    found: dict[str, list[Doc]] = {"train": [], "dev": []}
    for part, docs in found.items():
        for name, paths in (("ewt", [data / "ewt" / f"en_ewt-{part}.conllu"]), ("gum", sorted((data / "gum" / part).glob("*.conllu")))):
            own = list(documents(paths, vocabulary, name == "gum", part == "train"))
            docs += own
            files[f"{name} {part}"] = _write(own, out / f"{name}-{part}.spacy")
        files[part] = _write(docs, out / f"{part}.spacy")
    return files


def _write(docs: list[Doc], path: Path) -> Path:
    DocBin(docs=docs).to_disk(path)
    return path


def fit(files: dict[str, Path], out: Path, steps: int) -> Language:
    """Train, keep what was best on dev, and return it with a lemmatizer."""
    init_config(lang="en", pipeline=["morphologizer", "parser", "ner"], optimize="efficiency", gpu=False).to_disk(out / "config.cfg")
    given = {"paths.train": str(files["train"]), "paths.dev": str(files["dev"]), "training.max_steps": steps, **HOW}
    train(out / "config.cfg", out, overrides=given)
    nlp = spacy.load(out / "model-best")
    nlp.add_pipe("lemmatizer", config={"mode": "rule"}).initialize(list, nlp=nlp)
    nlp.to_disk(out / "pipeline")
    return nlp


def figures(nlp: Language, path: Path) -> dict[str, float]:
    """Return spaCy's own figures in percent, from raw text; arcs of punctuation are left out, as it does."""
    found = nlp.evaluate(list(Corpus(path)(nlp)))
    return {name: round(100 * found[name], 1) for name in PARTS if found.get(name) is not None}


def main() -> None:
    """Train as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=Path("runs/peer"))
    parser.add_argument("--steps", type=int, default=2000, help="batches of 500 to 2,000 words")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    with threadpool_limits(1):
        files = corpora(arguments.shared, arguments.out)
        nlp = fit(files, arguments.out, arguments.steps)
        told = {name: figures(nlp, files[f"{name} dev"]) for name in ("ewt", "gum")}
    (arguments.out / "figures.json").write_text(json.dumps(told, indent=1) + "\n", "utf-8")
    print(json.dumps(told, indent=1))


if __name__ == "__main__":
    main()
