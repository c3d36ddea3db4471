import numpy as np
import pytest

from sayso.attribute.factuality import hedge_words, hedges, voice
from sayso.attribute.propositions import Proposition
from sayso.attribute.quotes import quoted_words, quotes
from sayso.engines import ClaimScores
from sayso.model import Voice
from tests.attribute.build import parsed_of


@pytest.mark.parametrize(
    ("text", "start", "end", "attributed", "said"),
    [
        pytest.param("“ It fell ” he said", 1, 3, True, Voice.DIRECT, id="wholly quoted"),
        pytest.param("It fell “ in an hour ” he said", 0, 6, True, Voice.MIXED, id="partly quoted"),
        pytest.param("It fell he said", 0, 2, True, Voice.INDIRECT, id="not quoted"),
        pytest.param("It fell “ today ”", 0, 4, False, Voice.NARRATION, id="nobody says it"),
    ],
)
def test_voice(text: str, start: int, end: int, attributed: bool, said: Voice) -> None:
    parsed = parsed_of(text)
    assert voice(quoted_words(quotes(parsed), len(parsed.words)), parsed, Proposition(start, end, 1.0), attributed) is said


@pytest.mark.parametrize(
    ("text", "start", "end", "found"),
    [
        pytest.param("Five reportedly died", 0, 3, ["reportedly"], id="adverb"),
        pytest.param("Five are believed to have died", 0, 6, ["believed"], id="raised"),
        pytest.param("They believed him", 0, 3, [], id="belief with an object is a cue at most"),
        pytest.param("The town may fall", 0, 4, ["may"], id="modal inside"),
        pytest.param("He may say it fell", 3, 5, [], id="a modal of the cue is not the content's"),
        pytest.param("The road appears to be closed", 0, 6, ["appears"], id="seeming"),
        pytest.param("A ship appeared off the coast", 0, 6, [], id="appearing is not seeming"),
        pytest.param("An estimated 99,000 tons", 0, 6, ["An estimated", "estimated"], id="an estimate"),
        pytest.param("Reportedly late\nFive died", 2, 4, [], id="another sentence's hedge"),
    ],
)
def test_hedge_words(text: str, start: int, end: int, found: list[str]) -> None:
    parsed = parsed_of(text)
    assert sorted({parsed.text(*place) for place in hedge_words(parsed, Proposition(start, end, 1.0))}) == found


def scores(hedged: float) -> ClaimScores:
    empty = np.zeros((1, 1), np.float32)
    row = np.log(np.array([[1 - hedged, hedged]], np.float32))
    return ClaimScores({"hedged": row}, *([empty] * 6))


@pytest.mark.parametrize(
    ("sure", "cue", "found"),
    [
        pytest.param(0.9, None, ["reportedly"], id="lexicon and encoder agree"),
        pytest.param(0.1, None, [], id="the encoder is sure that it does not count"),
        pytest.param(0.9, (1, 2), [], id="the cue itself is no hedge"),
    ],
)
def test_hedges(sure: float, cue: tuple[int, int] | None, found: list[str]) -> None:
    parsed = parsed_of("Five reportedly died")
    own = hedges(parsed, Proposition(0, 3, 1.0), scores(sure), 0, 0.4, cue)
    assert [one.text for one in own] == found
    assert all(one.span.of(parsed.report.text) == one.text for one in own)
