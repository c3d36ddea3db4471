"""The page on exports names every form, column and key."""

from pathlib import Path

import pytest

from sayso.publish import Form, events_document
from sayso.publish.table import TABLES
from tests.publish.fiction import ledger

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "exports.md").read_text("utf-8")


@pytest.mark.parametrize("word", [*Form, *dict.fromkeys(name for table in TABLES for name, _ in table.columns)])
def test_forms_and_columns_are_documented(word: str) -> None:
    assert f"`{word}`" in PAGE, f"say in docs/exports.md what {word} holds"


def test_keys_of_events_are_documented() -> None:
    event = events_document(*ledger())["events"][0]
    assert [name for name in event if f"`{name}`" not in PAGE] == []
