"""docs/ledger.md is what the schema says, and the file is what both say."""

from bench.ledger_docs import PAGE, page

from sayso.ledger import open_ledger
from sayso.ledger.schema import TABLES


def test_the_page_is_the_schema():
    assert PAGE.read_text("utf-8") == page(), "run `python -m bench.ledger_docs`"


def test_every_column_is_described():
    assert [f"{table.name}.{column.name}" for table in TABLES for column in table.columns if not column.about] == []


def test_the_file_is_the_schema(tmp_path):
    with open_ledger(tmp_path / "own.duckdb") as book:
        rows = book._store.read("SELECT table_name, column_name, data_type FROM information_schema.columns ORDER BY ordinal_position")
    assert sorted(rows) == sorted((table.name, column.name, column.type) for table in TABLES for column in table.columns)
