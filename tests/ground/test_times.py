"""Times: expressions in invented sentences, published on a Wednesday (12 March 2025) where nothing else is said.

Each row: the expression, its sentence, and the readings that are right (EDTF level 2; None = no date). The conventions are those of
docs/codebook.md: unit precision with "~" from a week up, "since" open to the right, seasons 21 to 24.
"""

from datetime import date

import pytest

from sayso.ground.times import Setting, find
from sayso.ground.times.rules import tense_of

PUBLISHED = date(2025, 3, 12)
WAR = date(2022, 2, 24)

CASES: list[tuple[str, str, set[str | None]]] = [
    # weekdays
    ("on Monday", "The depot was hit on Monday.", {"2025-03-10"}),
    ("on Wednesday", "The convoy left on Wednesday.", {"2025-03-12"}),
    ("on Thursday", "The bridge fell on Thursday.", {"2025-03-06"}),
    ("on Thursday", "The envoys will meet on Thursday.", {"2025-03-13"}),
    ("next Tuesday", "The court will sit next Tuesday.", {"2025-03-18"}),
    ("last Friday", "The last bus left last Friday.", {"2025-03-07"}),
    ("on Saturday night", "Drones came on Saturday night.", {"2025-03-08", "2025-03-08/2025-03-09"}),
    ("in the early hours of Monday", "The refinery burned in the early hours of Monday.", {"2025-03-10"}),
    ("Sunday morning", "They crossed the river Sunday morning.", {"2025-03-09"}),
    ("on Friday, 7 March", "The ferry was stopped on Friday, 7 March.", {"2025-03-07"}),
    ("on Tuesday, March 4", "The ferry was stopped on Tuesday, March 4.", {"2025-03-04"}),
    # deictic days
    ("yesterday", "He was freed yesterday.", {"2025-03-11"}),
    ("today", "Talks opened today in Geneva.", {"2025-03-12"}),
    ("tomorrow", "The truce will start tomorrow.", {"2025-03-13"}),
    ("tonight", "A curfew begins tonight.", {"2025-03-12"}),
    ("overnight", "Seven drones were shot down overnight.", {"2025-03-11/2025-03-12"}),
    ("the day before yesterday", "The village was shelled the day before yesterday.", {"2025-03-10"}),
    ("this morning", "The alarm sounded this morning.", {"2025-03-12"}),
    ("last night", "The port was hit last night.", {"2025-03-11", "2025-03-11/2025-03-12"}),
    # dates
    ("2 March", "The dam broke on 2 March.", {"2025-03-02"}),
    ("March 2", "The dam broke on March 2.", {"2025-03-02"}),
    ("the 2nd of March", "The dam broke on the 2nd of March.", {"2025-03-02"}),
    ("14 November", "The ship sailed on 14 November.", {"2024-11-14"}),
    ("14 April", "The exchange is due on 14 April.", {"2025-04-14"}),
    ("3 May 2024", "He was captured on 3 May 2024.", {"2024-05-03"}),
    ("May 3, 2024", "He was captured on May 3, 2024.", {"2024-05-03"}),
    ("2024-05-03", "The log says 2024-05-03.", {"2024-05-03"}),
    ("03.05.2024", "The stamp reads 03.05.2024.", {"2024-05-03"}),
    ("17/08/2023", "The order is dated 17/08/2023.", {"2023-08-17"}),
    ("Dec. 9", "The shop closed on Dec. 9.", {"2024-12-09"}),
    ("8-10 March", "Fighting went on 8-10 March.", {"2025-03-08/2025-03-10"}),
    # months and years
    ("in January", "The plant was sold in January.", {"2025-01"}),
    ("in October", "The plant was sold in October.", {"2024-10"}),
    ("in June 2023", "The dam burst in June 2023.", {"2023-06"}),
    ("in 2021", "She joined in 2021.", {"2021"}),
    ("last month", "Prices rose last month.", {"2025-02"}),
    ("this month", "Two ships were lost this month.", {"2025-03"}),
    ("next month", "The trial will open next month.", {"2025-04"}),
    ("last year", "The pipeline was closed last year.", {"2024"}),
    ("next year", "The bridge will be rebuilt next year.", {"2026"}),
    ("late February", "The offensive began in late February.", {"2025-02-21/2025-02-28", "2025-02", "2025-02~"}),
    ("early January", "He left in early January.", {"2025-01-01/2025-01-10", "2025-01", "2025-01~"}),
    ("mid-December", "The strike came in mid-December.", {"2024-12-11/2024-12-20", "2024-12", "2024-12~"}),
    ("in late 2023", "The unit was formed in late 2023.", {"2023-09/2023-12", "2023-10/2023-12", "2023", "2023~", "2023-36"}),
    # weeks
    ("last week", "Eleven people died last week.", {"2025-03-03/2025-03-09"}),
    ("this week", "Eleven people died this week.", {"2025-03-10/2025-03-16", "2025-03-10/2025-03-12"}),
    ("next week", "A delegation will travel next week.", {"2025-03-17/2025-03-23"}),
    ("at the weekend", "The market was hit at the weekend.", {"2025-03-08/2025-03-09"}),
    # seasons, quarters, halves
    ("last summer", "The camp was built last summer.", {"2024-22", "2024-06/2024-08"}),
    ("in the autumn of 2023", "The camp was built in the autumn of 2023.", {"2023-23", "2023-09/2023-11"}),
    ("in spring 2022", "They fled in spring 2022.", {"2022-21", "2022-03/2022-05"}),
    ("the first quarter of 2024", "Exports fell in the first quarter of 2024.", {"2024-33", "2024-01/2024-03"}),
    ("the second half of 2023", "Exports fell in the second half of 2023.", {"2023-41", "2023-07/2023-12"}),
    # ago and windows
    ("three days ago", "The line was cut three days ago.", {"2025-03-09"}),
    ("a week ago", "The line was cut a week ago.", {"2025-03-05~", "2025-03-05"}),
    ("two weeks ago", "The line was cut two weeks ago.", {"2025-02-26~", "2025-02-26"}),
    ("four months ago", "The line was cut four months ago.", {"2024-11~", "2024-11"}),
    ("two years ago", "The line was cut two years ago.", {"2023~", "2023", "2023-03", "2023-03~"}),
    ("six hours ago", "The line was cut six hours ago.", {"2025-03-12"}),
    ("in the past 24 hours", "Forty shells fell in the past 24 hours.", {"2025-03-11/2025-03-12"}),
    ("over the past three days", "Forty shells fell over the past three days.", {"2025-03-09/2025-03-12"}),
    ("in the last two weeks", "Forty shells fell in the last two weeks.", {"2025-02-26/2025-03-12"}),
    # bounds and ranges
    ("since Friday", "The road has been closed since Friday.", {"2025-03-07/.."}),
    ("since 2014", "The town has been held since 2014.", {"2014/.."}),
    ("since last May", "The town has been held since last May.", {"2024-05/.."}),
    ("until Sunday", "The truce will hold until Sunday.", {"../2025-03-16"}),
    ("by 1 April", "The troops are to leave by 1 April.", {"../2025-04-01"}),
    ("before 2022", "He had served before 2022.", {"../2022", "../2021"}),
    ("between 3 and 7 March", "Nine were killed between 3 and 7 March.", {"2025-03-03/2025-03-07"}),
    ("from 3 March to 7 March", "The port was shut from 3 March to 7 March.", {"2025-03-03/2025-03-07"}),
    ("from Monday to Wednesday", "The port was shut from Monday to Wednesday.", {"2025-03-10/2025-03-12"}),
    ("between January and March 2024", "Nine were killed between January and March 2024.", {"2024-01/2024-03"}),
    ("from 2015 to 2018", "She led the unit from 2015 to 2018.", {"2015/2018"}),
    # the war
    ("day 1,100 of the invasion", "It was day 1,100 of the invasion.", {"2025-02-27"}),
    ("the first day of the war", "Her house burned on the first day of the war.", {"2022-02-24"}),
    ("the third anniversary of the invasion", "A vigil marked the third anniversary of the invasion.", {"2025-02-24"}),
    ("since the start of the full-scale invasion", "Prices have doubled since the start of the full-scale invasion.", {"2022-02-24/.."}),
    # clock times
    ("at 04:30 on Tuesday", "The alarm sounded at 04:30 on Tuesday.", {"2025-03-11", "2025-03-11T04:30:00", "2025-03-11T04:30"}),
    ("at 3pm on Sunday", "The alarm sounded at 3pm on Sunday.", {"2025-03-09", "2025-03-09T15:00:00", "2025-03-09T15"}),
    # no dates
    ("every Friday", "They bake bread every Friday.", {None}),
    ("on Fridays", "They bake bread on Fridays.", {None}),
    ("within two hours", "The fire was out within two hours.", {None}),
    ("around the clock", "Medics work around the clock.", {None}),
    ("a 12-hour shift", "She works a 12-hour shift.", {None}),
    ("may", "Nobody may enter.", {None}),
    ("march", "They march at dawn.", {None}),
    ("sun", "In the sun it was hot.", {None}),
]

ANCHORED: list[tuple[str, str, date, set[str | None]]] = [
    ("the next day", "The next day the village was empty.", date(2025, 2, 20), {"2025-02-21"}),
    ("the previous evening", "The previous evening two trucks had passed.", date(2025, 2, 20), {"2025-02-19"}),
    ("two days later", "Two days later he was dead.", date(2025, 2, 20), {"2025-02-22"}),
    ("a week earlier", "A week earlier the shop had closed.", date(2025, 2, 20), {"2025-02-13~", "2025-02-13"}),
    ("three months later", "Three months later the trial began.", date(2024, 2, 20), {"2024-05~", "2024-05"}),
    ("the same day", "The same day a second drone fell.", date(2025, 2, 20), {"2025-02-20"}),
    ("that night", "That night nobody slept.", date(2025, 2, 20), {"2025-02-20", "2025-02-20/2025-02-21"}),
]


def reading(expression: str, sentence: str, anchor: date | None) -> str | None:
    at = sentence.lower().index(expression.lower())
    setting = Setting(published=PUBLISHED, tense=tense_of(sentence), anchor=anchor, war=WAR)
    found = [one for one in find(sentence, at, at + len(expression), setting) if one.period]
    return found[0].period.edtf if found and found[0].period else None


@pytest.mark.parametrize(("expression", "sentence", "right"), CASES, ids=lambda own: own if isinstance(own, str) else "")
def test_expressions(expression: str, sentence: str, right: set[str | None]) -> None:
    assert reading(expression, sentence, None) in right


@pytest.mark.parametrize(("expression", "sentence", "anchor", "right"), ANCHORED, ids=lambda own: own if isinstance(own, str) else "")
def test_anchored(expression: str, sentence: str, anchor: date, right: set[str | None]) -> None:
    assert reading(expression, sentence, anchor) in right


@pytest.mark.parametrize(("expression", "sentence", "right"), CASES, ids=lambda own: own if isinstance(own, str) else "")
def test_words_stand_where_they_are_said_to(expression: str, sentence: str, right: set[str | None]) -> None:
    setting = Setting(published=PUBLISHED, tense=tense_of(sentence), anchor=None, war=WAR)
    for one in find(sentence, 0, len(sentence), setting):
        assert one.span.of(sentence) == one.text


@pytest.mark.parametrize(
    "words", ["between Monday and February", "from Monday to February", "between March and Monday", "from 2018 to 2015"]
)
@pytest.mark.parametrize("published", [PUBLISHED, date.min, date.max])
def test_no_time_ends_before_it_begins(words: str, published: date) -> None:
    for one in find(words, 0, len(words), Setting(published=published)):
        own = one.when()
        assert own is None or own.start is None or own.end is None or own.start < own.end
