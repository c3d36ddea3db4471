"""Which words make up a proper name."""

import pytest

from sayso.model import Report
from sayso.parse.names import names
from sayso.parse.sentences import sentences
from sayso.parse.tokens import tokens
from sayso.parse.words import words
from tests.parse.build import reading_of


def names_in(sentence: str) -> list[str]:
    text, reading = reading_of(sentence)
    report = Report(text=text)
    own = tokens(report, reading)
    ranges = sentences(own, reading.sentence_starts())
    read = words(own, ranges, reading)
    return [text[read[one.start].span.start : read[one.end - 1].span.end] for one in names(own, read, ranges, reading.names())]


CASES = [
    pytest.param(
        """President PROPN 3 compound
        Mara PROPN 3 flat
        Tolen PROPN 4 nsubj person B-person
        left VERB 0 root""",
        ["President Mara Tolen"],
        id="title and name, only the last word tagged",
    ),
    pytest.param(
        """The DET 2 det
        Gulf PROPN 5 nsubj place B-place
        of ADP 4 case
        Kesh PROPN 2 nmod
        froze VERB 0 root""",
        ["Gulf of Kesh"],
        id="joint",
    ),
    pytest.param(
        """the DET 3 det
        Tarn PROPN 3 compound
        Centre PROPN 7 nsubj organization B-organization
        for ADP 6 case
        Conflict NOUN 6 compound
        Analysis NOUN 3 nmod
        wrote VERB 0 root""",
        ["Tarn Centre for Conflict Analysis"],
        id="capitals inside a name that the tags miss, past a joint and a modifier",
    ),
    pytest.param(
        """Kesh PROPN 4 nsubj place B-place
        and CCONJ 3 cc
        Orlo PROPN 1 conj place B-place
        fell VERB 0 root""",
        ["Kesh", "Orlo"],
        id="a list is two names",
    ),
    pytest.param(
        """In ADP 2 case
        Kesh PROPN 4 obl place B-place
        Tolen PROPN 4 nsubj person B-person
        spoke VERB 0 root""",
        ["Kesh", "Tolen"],
        id="neighbours that hang on the verb",
    ),
    pytest.param(
        """Al PROPN 4 nsubj place B-place
        _- PUNCT 3 punct
        _Dara PROPN 1 flat
        fell VERB 0 root""",
        ["Al-Dara"],
        id="hyphen",
    ),
    pytest.param(
        """J PROPN 3 compound
        _. PUNCT 1 punct
        Tolen PROPN 4 nsubj person B-person
        spoke VERB 0 root""",
        ["J. Tolen"],
        id="initial",
    ),
    pytest.param(
        """Kesh PROPN 4 nmod place B-place
        _’ PART 1 case
        _s PART 2 goeswith
        army NOUN 5 nsubj organization
        left VERB 0 root""",
        ["Kesh"],
        id="possessive ends a name",
    ),
    pytest.param(
        """the DET 3 det
        Russian ADJ 3 amod
        minister NOUN 4 nsubj person
        left VERB 0 root
        on ADP 6 case
        Monday PROPN 4 obl time""",
        [],
        id="a people and a day are no names",
    ),
    pytest.param(
        """the DET 3 det
        Red ADJ 3 amod
        Cross NOUN 4 nsubj organization
        left VERB 0 root""",
        ["Red Cross"],
        id="capitalised adjective and noun in the middle of a sentence",
    ),
    pytest.param(
        """Shells NOUN 2 nsubj object
        fell VERB 0 root""",
        [],
        id="a capital at the start says nothing",
    ),
    pytest.param(
        """Shells NOUN 2 nsubj object
        Hit VERB 0 root
        School NOUN 2 obj object
        In ADP 5 case
        Kesh PROPN 2 obl place""",
        ["Kesh"],
        id="capitals in a headline say nothing",
    ),
]


@pytest.mark.parametrize(("sentence", "wanted"), CASES)
def test_names(sentence, wanted):
    assert names_in(sentence) == wanted
