"""The verb of the folder, from a report to Parsed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model import Report
from sayso.parse import parse
from tests.parse.build import FakeReading, parsed_of, reading_of

SENTENCE = """Trucks NOUN 2 nsubj object
    left VERB 0 root
    Kesh PROPN 2 obj place B-place"""


@pytest.mark.parametrize("text", ["", "\n\n", "\0\0", "\u200f"])
def test_no_words(text):
    _, reading = reading_of()
    parsed = parse(Report(text=text), reading)
    assert (parsed.words, parsed.sentences, parsed.mentions, parsed.clusters) == ((), (), (), ())


@pytest.mark.parametrize(("language", "supported"), [("en", True), (None, True), ("uk", False), ("fr", False)])
def test_supported_languages(language, supported):
    text, reading = reading_of(SENTENCE)
    assert parse(Report(text=text, language=language), reading).supported is supported


def test_words_carry_tags_arcs_sentences_and_paragraphs():
    parsed = parsed_of(SENTENCE, "¶", SENTENCE)
    rows = [(word.text, word.tag, word.head, word.relation, word.sentence, word.paragraph) for word in parsed.words]
    assert rows[3:] == [
        ("Trucks", "NOUN", 4, "nsubj", 1, 1),
        ("left", "VERB", 4, "root", 1, 1),
        ("Kesh", "PROPN", 4, "obj", 1, 1),
    ]
    assert parsed.sentences == ((0, 3), (3, 6))


def test_only_the_root_is_called_root():
    """The scores give "root" to a word that the tree hangs on another one."""
    text, reading = reading_of("Trucks NOUN 2 root object\n left VERB 0 nsubj")
    words = parse(Report(text=text), reading).words
    assert [word.relation == "root" for word in words] == [False, True]


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["Kesh", "he", "it", "Army", "a", "the", "said", "who", "US", "Tolen", "men", "I"]),
        st.sampled_from(["NOUN", "PROPN", "PRON", "VERB", "DET", "ADJ"]),
        st.integers(0, 7),
        st.sampled_from(["nsubj", "obj", "nmod", "appos", "acl", "compound", "flat", "conj", "root", "case"]),
        st.sampled_from(["O", "person", "organization", "place", "abstract"]),
        st.sampled_from(["O", "B-person", "I-person", "B-place", "I-organization"]),
    ),
    min_size=1,
    max_size=7,
)


@settings(deadline=None, max_examples=80)
@given(st.lists(ROWS, min_size=1, max_size=5))
def test_whatever_the_scores_the_answer_holds_together(sentences):
    """Laws: words are the report's, mentions are contiguous and hold their heads, clusters partition the mentions."""
    written = ["\n".join(f"{form} {tag} {min(head, len(own))} {relation} {kind} {name}" for form, tag, head, relation, kind, name in own)
               for own in sentences]  # fmt: skip
    text, reading = reading_of(*written)
    assert isinstance(reading, FakeReading)
    parsed = parse(Report(text=text), reading)
    assert all(word.span.of(text) == word.text for word in parsed.words)
    assert [own.head for own in parsed.mentions] == sorted({own.head for own in parsed.mentions})
    for own in parsed.mentions:
        start, end = parsed.sentence_of(own.head)
        assert start <= own.start <= own.head < own.end <= end
        assert own.name is None or own.start <= own.name[0] < own.name[1] <= own.end
    assert sorted(one for own in parsed.clusters for one in own.mentions) == list(range(len(parsed.mentions)))
    for number, own in enumerate(parsed.clusters):
        assert all(parsed.mentions[one].cluster == number for one in own.mentions)
        assert own.name not in own.names and len(set(own.names)) == len(own.names)
