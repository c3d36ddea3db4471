"""The page of the rules is what the rules say."""

from pathlib import Path

from sayso.stand.profiles import PROFILES
from sayso.stand.rulebook import rulebook
from sayso.stand.rules import FLAGS, RULES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "standing.md"


def test_the_page_in_docs_is_up_to_date():
    assert PAGE.read_text("utf-8") == rulebook(), "write it again: python -m sayso.stand.rulebook > docs/standing.md"


def test_every_rule_of_the_design_is_on_the_page():
    page = rulebook()
    assert [number for number in range(17) if f"| R{number} |" not in page] == []


def test_every_sentence_profile_and_flag_is_on_the_page():
    page = rulebook()
    for words in (*(rule.sentence for rule in RULES), *(f"`{name}`" for name in (*PROFILES, *FLAGS))):
        assert words in page
