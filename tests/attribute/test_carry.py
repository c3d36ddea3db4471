import numpy as np
import pytest

from sayso.attribute.carry import is_item, led_paragraphs
from sayso.attribute.tagging import Stretch
from sayso.model import Stance
from tests.attribute.build import parsed_of


@pytest.mark.parametrize(
    ("text", "item"),
    [
        pytest.param("- Two tanks were destroyed", True, id="dash"),
        pytest.param("• Two tanks were destroyed", True, id="bullet"),
        pytest.param("2) Two tanks were destroyed", True, id="number"),
        pytest.param("Northern sector. Four assaults failed", True, id="label with a full stop"),
        pytest.param("Losses: two tanks", True, id="label with a colon"),
        pytest.param("They fled. Nobody followed", False, id="a sentence with a verb is no label"),
        pytest.param("The road to the village was closed for the whole of the week", False, id="running text"),
    ],
)
def test_is_item(text: str, item: bool) -> None:
    parsed = parsed_of(text, {"were": "AUX", "destroyed": "VERB", "fled": "VERB", "They": "PRON", "was": "AUX", "failed": "VERB"})
    assert is_item(parsed, 0, len(parsed.words)) is item


class Pointing:
    """A reading whose cues point to given words."""

    def __init__(self, words: int, target: int) -> None:
        self.words, self.target = words, target

    def sources_of(self, cues: np.ndarray) -> np.ndarray:
        scores = np.full((len(cues), 1 + self.words), -9.0, np.float32)
        scores[:, 1 + self.target] = -0.1
        return scores


TEXT = "Overnight the ministry claimed:\n- Two tanks burned\n- A bridge fell\nNobody was hurt in the town that night"


def test_a_heading_speaks_for_its_list_and_no_further() -> None:
    parsed = parsed_of(TEXT, {"claimed": "VERB", "was": "AUX", "hurt": "VERB"})
    tags = [Stretch(1, 3, "source"), Stretch(3, 4, "cue")]
    led = led_paragraphs(parsed, Pointing(len(parsed.words), 1), tags)  # type: ignore[arg-type]
    assert sorted(led) == [1, 2]
    link = led[1].attribution
    assert (link.source.text, link.cue.text if link.cue else None, link.stance) == ("the ministry", "claimed", Stance.DISTANCING)
    assert link.reason is not None and "Overnight the ministry claimed:" in link.reason.why


def test_a_heading_without_a_speaker_leads_nothing() -> None:
    parsed = parsed_of(TEXT)
    assert led_paragraphs(parsed, Pointing(len(parsed.words), 1), []) == {}  # type: ignore[arg-type]
