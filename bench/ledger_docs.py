"""Writes docs/ledger.md from the schema's own words: `python -m bench.ledger_docs`."""

from pathlib import Path

from sayso.ledger.columns import Table
from sayso.ledger.schema import TABLES, VERSION

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "ledger.md"

HEAD = f"""# The ledger

A ledger is one DuckDB file (version {VERSION} of its tables) with a search file beside it (`NAME.duckdb`, `NAME.fts.sqlite`). It keeps
every report, claim, event and standing that it ever learned of, each with the time at which it learned it.

```python
from datetime import UTC, datetime
from sayso.ledger import ClaimFilter, EventFilter, open_ledger

with open_ledger("sayso.duckdb") as book:
    book.add(read, datetime.now(UTC))                       # reports that were read; twice adds nothing
    page = book.events(EventFilter(verdicts=("disputed",)))  # page.entries, and page.next for the page after
    then = book.event(page.entries[0].id, asof=datetime(2031, 5, 14, tzinfo=UTC))
```

**Nothing is overwritten.** Rows are only added. The one change that a row can see is that its `known_to` is filled in, once, when the
ledger learned better. What the ledger believed at a time is what holds `known_from <= time < known_to`; every reading takes that time
as `asof`. Times are UTC. A batch is never dated before the one before it.

**Ids are hashes of content.** The same report adds nothing a second time. A report with the same url (or, where it has none, the same
name and publisher) and another text supersedes the earlier one: the old report, its claims and their memberships are closed, and stay
for `asof`.

**A batch is kept whole or not at all**, also where the process is killed: `python -m bench.crash` kills a writing
process at random moments and looks. The search file may lag behind by one batch then; it catches up when the ledger is next opened, and
`sayso reindex` makes it anew at any time.

**One process has the file.** While it writes, another one that opens the file is refused with an error that names the owner (from
`NAME.duckdb.owner`). `sayso snapshot` writes a copy for readers elsewhere; threads of the one process may read at any time.

**`sayso check`** looks at every row and prints a line for each law: ids are hashes, quoted words stand where they say, columns and parts
are what their nouns say, chains end, no claim is in two events at any time, no two standings hold at once, counts add up, the audit has
every batch, people ruled on what is known, the search file is in step. It lists the rows that break a law and exits with 1.

**A full disk, a folder that cannot be written, a clock set back** end in an error, and what was acknowledged stays:
`python -m bench.calamities` tries them.

Text that UTF-8 cannot carry (a lone surrogate) stands in columns as U+FFFD; the nouns in `json` columns keep it. JSON leaves out fields
that hold their default.

## Tables
"""


def page() -> str:
    """Return the page."""
    return HEAD + "".join(section(table) for table in TABLES)


def section(table: Table) -> str:
    """Return the part on a table."""
    rows = "".join(f"| {column.name} | {column.type} | {column.about} |\n" for column in table.columns)
    found = f"Found by: {', '.join(table.indexed)}.\n\n" if table.indexed else ""
    about = f"{table.about[0].upper()}{table.about[1:]}"
    return f"\n### {table.name}\n\n{about}.\n\n{found}| column | type | what it holds |\n|---|---|---|\n{rows}"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
