"""Statements as they run."""

import pytest

from sayso.ledger.store import LONGEST_LIST, written_out

LIST = "IN (SELECT unnest(?::BIGINT[]))"
LONG = list(range(LONGEST_LIST + 1))


@pytest.mark.parametrize(
    ("sql", "given", "text", "values"),
    [
        pytest.param("SELECT ?", [1], "SELECT ?", [1], id="no list"),
        pytest.param(f"n {LIST}", [[1, 2]], "n IN (?, ?)", [1, 2], id="a list"),
        pytest.param(f"? AND n {LIST} AND ?", [0, [1, 2], 3], "? AND n IN (?, ?) AND ?", [0, 1, 2, 3], id="between values"),
        pytest.param(f"n {LIST}", [[]], "n IN (NULL)", [], id="empty"),
        pytest.param(f"n {LIST} OR n {LIST}", [LONG, [1]], f"n {LIST} OR n IN (?)", [LONG, 1], id="a long list stays"),
        pytest.param("SELECT unnest(?::BIGINT[])", [[1]], "SELECT unnest(?::BIGINT[])", [[1]], id="not a condition"),
    ],
)
def test_short_lists_are_written_out(sql, given, text, values):
    assert written_out(sql, given) == (text, values)
