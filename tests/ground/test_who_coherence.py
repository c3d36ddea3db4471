"""Who: a body that the report names in full once is the same one where its owner is left out; with two of them nobody is meant."""

from datetime import date

import pytest

from sayso.ground.who import Asked, who_of
from sayso.ground.who.coherence import of_report
from sayso.packs import load_packs

DAY = date(2024, 10, 17)
ONE = [
    ("the army", "Sudan's army shelled the market. The army said that it had hit fighters.", "sd.saf"),
    ("the ministry", "The Latvian defence ministry summoned the envoy. The ministry named no date.", "lv.defence_ministry"),
    ("the defence ministry", "The defence ministry of Latvia was silent; later the defence ministry denied it.", "lv.defence_ministry"),
    ("the governor", "Kharkiv's governor left the cellar. The governor counted six dead.", "person:syniehubov"),
    ("the prime minister", "Hungary's prime minister flew in at noon. The prime minister took no questions.", "person:orban"),
]
NONE = [
    ("the army", "Sudan's army shelled the market. Chad's army closed the border. The army said nothing."),
    ("soldiers", "Sudan's army shelled the market. Soldiers said that they had run."),
    ("an army", "Sudan's army shelled the market. It was no place for an army."),
    ("the ministry", "The ministry named no date."),
    ("the prime minister", "Hungary's former prime minister flew in at noon. The prime minister took no questions."),
]


@pytest.mark.parametrize(("mention", "text", "own"), ONE)
def test_the_one_body_of_the_report(mention: str, text: str, own: str | None) -> None:
    asked, packs = Asked(mention, text, DAY), load_packs()
    found = who_of(asked, packs)
    assert found is not None and found.country is None
    meant = of_report(asked, found, (), packs)
    assert (meant.id if meant else None) == own
    if meant is not None:
        assert meant.reason is not None and meant.reason.words == (mention,)


@pytest.mark.parametrize(("mention", "text"), NONE)
def test_two_bodies_or_none(mention: str, text: str) -> None:
    asked, packs = Asked(mention, text, DAY), load_packs()
    found = who_of(asked, packs)
    assert found is None or of_report(asked, found, (), packs) is None


@pytest.mark.parametrize(("others", "own"), [(["Latvia's defence ministry"], "lv.defence_ministry"), (["Latvia's navy"], None)])
def test_another_source_of_the_report_tells_which_ministry(others: list[str], own: str | None) -> None:
    packs = load_packs()
    asked = Asked("the ministry", "", DAY)
    found = who_of(asked, packs)
    known = [one for name in others if (one := who_of(asked.of(name), packs)) is not None]
    meant = of_report(asked, found, known, packs) if found is not None else None
    assert (meant.id if meant else None) == own
