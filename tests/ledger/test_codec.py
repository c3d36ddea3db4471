"""What is written reads back equal."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.errors import LedgerError
from sayso.ledger.codec import decoder, encoder, from_text, to_text
from sayso.model import (
    Account,
    Attribution,
    Claim,
    Event,
    Evidence,
    Figure,
    Judgement,
    Membership,
    Origin,
    Phrase,
    Quantity,
    Reason,
    Report,
    Responds,
    Source,
    Span,
    Standing,
    Value,
    What,
    When,
    Where,
)
from tests.ledger.build import full_claim, report, standing

WORDS = st.text(max_size=6)
FLOATS = st.floats(allow_nan=False)
SPANS = st.tuples(st.integers(0, 99), st.integers(0, 99)).map(lambda pair: Span(min(pair), max(pair)))
for kind, own in ((str, WORDS), (float, FLOATS), (Span, SPANS), (datetime, st.datetimes(timezones=st.just(UTC)))):
    st.register_type_strategy(kind, own)
PLAIN = (
    Phrase,
    Reason,
    Source,
    Attribution,
    Evidence,
    Responds,
    Membership,
    Origin,
    Figure,
    Value,
    Account,
    Judgement,
    When,
    What,
    Standing,
    Report,
)


@pytest.mark.parametrize("kind", PLAIN, ids=lambda kind: kind.__name__)
@settings(max_examples=15, deadline=None)
@given(st.data())
def test_any_noun_comes_back(kind, data):
    noun = data.draw(st.from_type(kind))
    assert from_text(kind, to_text(noun)) == noun


@pytest.mark.parametrize(
    "noun",
    [
        pytest.param(full_claim(report()), id="claim with every slot"),
        pytest.param(standing(), id="standing"),
        pytest.param(report("\ud800 \x00 \u2029 text"), id="report with odd code points"),
        *(pytest.param(one, id=type(one).__name__) for one in (*full_claim(report()).where, *full_claim(report()).quantities)),
    ],
)
def test_comes_back(noun):
    assert from_text(type(noun), to_text(noun)) == noun
    assert to_text(noun).isascii()


@dataclass(frozen=True)
class Card:
    """Types that no noun of the model joins yet."""

    day: date
    either: float | tuple[float, float] | None = None
    pair: tuple[str, int] = ("", 0)
    names: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("card", "plain"),
    [
        pytest.param(Card(date(2031, 5, 1)), {"day": "2031-05-01"}, id="defaults are left out"),
        pytest.param(Card(date(2031, 5, 1), (1.0, 2.0)), {"day": "2031-05-01", "either": [1.0, 2.0]}, id="a range"),
        pytest.param(Card(date(2031, 5, 1), 2.0, ("a", 1)), {"day": "2031-05-01", "either": 2.0, "pair": ["a", 1]}, id="a pair"),
        pytest.param(Card(date(2031, 5, 1), names=frozenset("ba")), {"day": "2031-05-01", "names": ["a", "b"]}, id="a set, in order"),
    ],
)
def test_plain(card, plain):
    assert encoder(Card)(card) == plain
    assert decoder(Card)(plain) == card


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        pytest.param(Claim, "{", id="no JSON"),
        pytest.param(Event, '{"gist": "a"}', id="a field is missing"),
        pytest.param(Reason, '{"rule": "a", "why": "b", "colour": 1}', id="a field too many"),
        pytest.param(
            Quantity, '{"value": 1, "bound": "much", "unit": "a", "words": {"text": "a", "span": {"start": 0, "end": 1}}}', id="word"
        ),
        pytest.param(Where, "[]", id="a list"),
    ],
)
def test_what_is_no_noun_is_said_to_be_none(kind, text):
    with pytest.raises(LedgerError, match="sayso check"):
        from_text(kind, text)
