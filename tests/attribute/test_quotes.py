import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.attribute.quotes import quoted_words, quotes
from tests.attribute.build import parsed_of


def told(text: str) -> list[str]:
    parsed = parsed_of(text)
    return [parsed.text(quote.start, quote.end) for quote in quotes(parsed)]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        pytest.param('He said: "We saw it." Then he left.', ["We saw it."], id="straight marks"),
        pytest.param("He said: “We saw it.” Then he left.", ["We saw it."], id="curly marks"),
        pytest.param("‘We saw it,’ he said, and didn’t stop.", ["We saw it,"], id="single marks beside an apostrophe"),
        pytest.param("The soldiers’ families asked for ‘answers’ today.", ["answers"], id="a possessive opens nothing"),
        pytest.param("It’s the men’s third week.", [], id="apostrophes alone"),
        pytest.param("„We saw it“, he said.", ["We saw it"], id="low and high marks"),
        pytest.param(
            "“We saw it, he said.\nNext day “They left,” she said.",
            ["We saw it, he said.", "They left,"],
            id="a missing mark ends with its paragraph",
        ),
        pytest.param("“One.\n“Two.”\nThree.", ["One.", "Two."], id="a quotation of two paragraphs"),
        pytest.param("“He said ‘no’ to me,” she said.", ["He said ‘no’ to me,"], id="a quotation inside another"),
        pytest.param("“Lost “We saw it,” he said.", ["We saw it,"], id="opened twice"),
        pytest.param('""', [], id="empty quotation"),
        pytest.param("", [], id="no text"),
    ],
)
def test_quotes(text: str, inside: list[str]) -> None:
    assert told(text) == inside


def test_a_quotation_that_runs_on_says_so() -> None:
    parsed = parsed_of("“One.\n“Two.”\nThree “four”.")
    assert [quote.continues for quote in quotes(parsed)] == [True, False, False]


@given(st.text(alphabet="ab .,\n\"'“”‘’„«»", max_size=80))
def test_quotes_never_overlap_and_stay_in_the_text(text: str) -> None:
    parsed = parsed_of(text)
    found = quotes(parsed)
    assert all(0 <= quote.start < quote.end <= len(parsed.words) for quote in found)
    assert all(left.end <= right.start for left, right in zip(found, found[1:], strict=False))
    assert sum(quoted_words(found, len(parsed.words))) == sum(quote.end - quote.start for quote in found)
