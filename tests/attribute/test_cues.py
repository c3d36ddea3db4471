import pytest

from sayso.attribute.cues import cue_at, governing_cue
from sayso.attribute.tagging import Stretch
from sayso.model import Stance
from tests.attribute.build import parsed_of


@pytest.mark.parametrize(
    ("text", "first", "words", "stance"),
    [
        pytest.param("The ministry said so", 2, "said", Stance.NEUTRAL, id="said"),
        pytest.param("The ministry admitted it", 2, "admitted", Stance.ENDORSING, id="admitted"),
        pytest.param("The ministry insists on it", 2, "insists", Stance.DISTANCING, id="insists"),
        pytest.param("The group claimed responsibility for it", 2, "claimed responsibility", Stance.NEUTRAL, id="claimed responsibility"),
        pytest.param("It fell, according to the SBU", 3, "according to", Stance.NEUTRAL, id="according to"),
        pytest.param("The ministry mumbled it", 2, "mumbled", Stance.NEUTRAL, id="not in the lexicon"),
    ],
)
def test_cue_at(text: str, first: int, words: str, stance: Stance) -> None:
    parsed = parsed_of(text)
    cue = cue_at(parsed, first, {})
    assert (parsed.text(cue.start, cue.end), cue.stance) == (words, stance)
    assert words in cue.reason.words


def test_a_tagged_cue_takes_the_stance_of_the_word_it_holds() -> None:
    parsed = parsed_of("He later openly boasted of it")
    cue = cue_at(parsed, 1, {1: Stretch(1, 4, "cue")})
    assert (cue.start, cue.end, cue.stance) == (1, 4, Stance.DISTANCING)


def test_the_verb_of_a_source_is_its_cue() -> None:
    parsed = parsed_of("A soldier told them", {"told": "VERB"}, {1: (2, "nsubj")})
    cue = governing_cue(parsed, 1)
    assert cue is not None and parsed.text(cue.start, cue.end) == "told"


def test_a_source_without_a_verb_of_telling_has_no_cue() -> None:
    parsed = parsed_of("A soldier slept there", {"slept": "VERB"}, {1: (2, "nsubj")})
    assert governing_cue(parsed, 1) is None
