"""What a mention can be by its form."""

import pytest

from sayso.parse.draft import dependents
from sayso.parse.traits import ANY, EITHER, HUMAN, MAN, MANY, ONE, THING, WOMAN, Traits, traits
from tests.parse.build import mention, parsed_of


def traits_of(sentence: str, words: str) -> Traits:
    parsed = parsed_of(sentence)
    return traits(parsed.words, dependents(parsed.words), mention(parsed, words))


@pytest.mark.parametrize(
    ("subject", "words", "wanted"),
    [
        pytest.param("soldiers NOUN 2 nsubj person", "soldiers", (HUMAN, MANY), id="plural"),
        pytest.param("police NOUN 2 nsubj organization", "police", (THING, EITHER), id="a body is one and many"),
        pytest.param("She PRON 2 nsubj person", "She", (WOMAN, ONE), id="she"),
        pytest.param("They PRON 2 nsubj person", "They", (ANY, MANY), id="they"),
        pytest.param("children NOUN 2 nsubj person", "children", (HUMAN, MANY), id="plural without -s"),
        pytest.param("spokeswoman NOUN 2 nsubj person", "spokeswoman", (WOMAN, ONE), id="noun of one gender"),
        pytest.param("village NOUN 2 nsubj place", "village", (THING, ONE), id="place"),
        pytest.param("Kesh PROPN 2 nsubj place B-place", "Kesh", (THING, EITHER), id="named place"),
        pytest.param("Tolen PROPN 2 nsubj person B-person", "Tolen", (HUMAN, ONE), id="surname alone"),
        pytest.param("Petrova PROPN 2 nsubj person B-person", "Petrova", (WOMAN, ONE), id="a woman's surname"),
        pytest.param("news NOUN 2 nsubj abstract", "news", (THING, ONE), id="one thing in -s"),
    ],
)
def test_traits_of_one_word(subject, words, wanted):
    found = traits_of(f"{subject}\n left VERB 0 root", words)
    assert (found.sort, found.number) == wanted


@pytest.mark.parametrize(
    ("phrase", "words", "wanted"),
    [
        pytest.param("Mr PROPN 2 compound\n Tolen PROPN 3 nsubj person B-person", "Mr Tolen", (MAN, ONE), id="form of address"),
        pytest.param("Olena PROPN 2 compound\n Tolen PROPN 3 nsubj person B-person", "Olena Tolen", (WOMAN, ONE), id="given name"),
        pytest.param("two NUM 2 nummod\n aircraft NOUN 3 nsubj object", "two aircraft", (THING, MANY), id="number word"),
        pytest.param("a DET 2 det\n series NOUN 3 nsubj event", "a series", (THING, ONE), id="article"),
        pytest.param("those DET 2 det\n sheep NOUN 3 nsubj animal", "those sheep", (ANY, MANY), id="those"),
    ],
)
def test_traits_of_two_words(phrase, words, wanted):
    found = traits_of(f"{phrase}\n left VERB 0 root", words)
    assert (found.sort, found.number) == wanted


def test_traits_join_to_what_both_can_be():
    assert Traits(HUMAN, ONE).joined(Traits(MAN, EITHER)) == Traits(MAN, ONE)
    assert not Traits(MAN, ONE).agrees(Traits(WOMAN, ONE))
    assert not Traits(HUMAN, ONE).agrees(Traits(HUMAN, MANY))


def test_a_group_stays_it_and_they():
    group = Traits(THING, EITHER, group=True)
    assert group.joined(Traits(ANY, MANY)).agrees(Traits(THING, ONE))
