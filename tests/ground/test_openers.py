"""Every word that a rule of time can start with is an opener: the rules are asked at each word of made-up phrases, openers or not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.ground.times import dates
from sayso.ground.times.openers import opens, opens_date
from sayso.ground.times.rules import RULES
from sayso.ground.times.words import Setting, Tense, lexicon, words

SETTING = Setting(published=date(2025, 1, 15), tense=Tense.PAST, anchor=date(2025, 1, 3), war=date(2022, 2, 24))


def vocabulary() -> list[str]:
    tables = lexicon()
    known = [word for name in ("weekdays", "months", "seasons", "units", "counts", "ordinals", "holidays") for word in tables[name]]
    parts = [*tables["parts_of_day"]["words"], *tables["telling"]["words"], *tables["openers"]["dates"], *tables["openers"]["others"]]
    around = (
        "ago of and to on its invasion war half quarter hours first 5 14:30 2024 1,054 12/01/2025 2025-01-12 th - , . am said troops town"
    )
    return sorted({*known, *parts, *around.split(), "January", "May", "Saturday", "Fridays", "Feb"})


@given(st.lists(st.sampled_from(vocabulary()), min_size=1, max_size=6))
def test_no_rule_reads_a_time_where_no_opener_stands(parts: list[str]) -> None:
    own = words(" ".join(parts))
    if not opens_date(own[0].low):
        assert not [rule.__name__ for rule in dates.BASES if rule(own, 0, SETTING)]
    if not opens(own[0].low):
        assert not [rule.__name__ for rule in RULES if rule(own, 0, SETTING)]


@pytest.mark.parametrize(
    "follow", ["", " the invasion", " of the war", " ago", " and a half years ago", " January 2024", " 5 days", " week"]
)
def test_every_word_of_the_lexicon(follow: str) -> None:
    for word in vocabulary():
        own = words(word + follow)
        if not opens(own[0].low):
            assert not [rule.__name__ for rule in RULES if rule(own, 0, SETTING)], word
        if not opens_date(own[0].low):
            assert not [rule.__name__ for rule in dates.BASES if rule(own, 0, SETTING)], word
