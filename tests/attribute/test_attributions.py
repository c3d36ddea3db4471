import pytest

from sayso.attribute.attributions import with_quotes
from sayso.attribute.quotes import quotes
from sayso.attribute.tagging import Stretch
from tests.attribute.build import parsed_of


def content(start: int, end: int) -> Stretch:
    return Stretch(start, end, "content")


@pytest.mark.parametrize(
    ("text", "tagged", "found"),
    [
        pytest.param("“ a b c d ” he said", [content(1, 3)], [content(0, 6)], id="a part of a quotation is the whole of it"),
        pytest.param("“ a b c d ” he said", [], [content(0, 6)], id="a quotation that no tag saw"),
        pytest.param("“ a b c d ” he said", [content(0, 3), content(4, 6)], [content(0, 6)], id="two halves are one"),
        pytest.param("x y “ a b c d ” he", [content(0, 4)], [content(0, 8)], id="words before it stay"),
        pytest.param("the “ a ” he", [], [], id="one word in marks is no quotation"),
        pytest.param("x “ a b c d", [content(2, 4)], [content(1, 6)], id="never closed"),
    ],
)
def test_with_quotes(text: str, tagged: list[Stretch], found: list[Stretch]) -> None:
    assert with_quotes(tagged, quotes(parsed_of(text)), 3) == found
