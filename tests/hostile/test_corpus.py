"""Each hostile input goes through loading and reading: in time, with a clear error or claims, and its honest neighbours are in."""

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from sayso.ledger import open_ledger
from sayso.load import Failure, Options, inputs
from sayso.settings import shipped
from tests.hostile.corpus import NAMES, corpus, write
from tests.hostile.made import GOOD, Hostile
from tests.hostile.reading import outcome
from tests.test_hostile import sound

SECONDS = 5.0  # of processor time: another process on the machine does not count
LONGEST = 700  # characters of a message
ALL = tuple(corpus())


def test_the_corpus_is_large_and_no_two_are_alike() -> None:
    assert len(ALL) >= 200
    assert [what for what, count in Counter(one.what for one in ALL).items() if count > 1] == []


@pytest.mark.timeout(60)
@pytest.mark.parametrize("own", [pytest.param(one, id=one.what) for one in ALL])
def test_an_input(own: Hostile, tmp_path: Path) -> None:
    found = outcome(own, tmp_path)
    assert found.seconds < SECONDS
    for one in found.reads:
        sound(one)
    for wrong in found.failures:
        assert "please report" not in wrong.message, wrong.message
        assert ":" in wrong.message and len(wrong.message) < LONGEST and wrong.message.isprintable()
    assert found.neighbour
    assert found.reads or found.failures, "nothing came of it and nothing was said"
    assert found.good >= own.good, [one.message for one in found.failures]


def test_names_of_files(tmp_path: Path) -> None:
    """Names that a shell, a terminal or a path would take for something else are names."""
    for name in NAMES:
        (tmp_path / os.fsdecode(name.encode("utf-8", "surrogateescape"))).write_text(GOOD.replace("two", repr(name)), "utf-8")
    (tmp_path / "a\nb\x1b[31m.rss").write_bytes(b"<rss")
    found = list(inputs([str(tmp_path)], Options(), shipped()))
    wrong = [one for one in found if isinstance(one, Failure)]
    assert len(found) - len(wrong) == len(NAMES)
    assert [one.message.isprintable() for one in wrong] == [True]


def test_a_list_of_feeds_opens_no_file(tmp_path: Path) -> None:
    """A list may come from the network: what it names must not be read from the disk."""
    secret = tmp_path / "secret.txt"
    secret.write_text(GOOD, "utf-8")
    own = tmp_path / "feeds.opml"
    for place in (str(secret), secret.as_uri(), "secret.txt", "//", "feeds.opml", str(tmp_path)):
        own.write_text(f'<opml version="2.0"><body><outline xmlUrl="{place}"/></body></opml>', "utf-8")
        found = list(inputs([str(own)], Options(), shipped()))
        assert [type(one) for one in found] == [Failure]
        assert "no http or https address" in found[0].message  # type: ignore[union-attr]


@pytest.mark.timeout(120)
def test_the_command_takes_them_all_at_once(tmp_path: Path) -> None:
    """`sayso add` of a folder with small hostile files of every kind: no traceback, the neighbours are in, the ledger is sound."""
    folder, count = tmp_path / "in", 0
    for number, own in enumerate(ALL):
        if len(own.data) < 1_500 and number % 16 == 0 and own.file != "feeds.opml":
            place = folder / f"{number:03}"
            place.mkdir(parents=True)
            (place / own.file).write_bytes(own.data)
            (place / f"neighbour-{number}.txt").write_text(GOOD.replace("two", str(number)), "utf-8")
            count += 1
    ledger = tmp_path / "war.duckdb"
    command = [sys.executable, "-m", "sayso.cli", "add", str(folder), "--ledger", str(ledger)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "COLUMNS": "200"})
    assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr[-2000:]
    with open_ledger(ledger) as book:
        texts = [entry.report.text for own in book.report_ids() if (entry := book.report(own))]
        assert sum("depots near Harrow had burned" in one for one in texts) >= count > 5
        assert book.check() == ()
        assert len(book.failures()) > 2


def test_it_can_be_written_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.hostile.corpus.corpus", lambda: iter(ALL[:5]))
    assert write(tmp_path) == 5
    assert sorted(one.name for one in tmp_path.iterdir()) == ["000", "001", "002", "003", "004"]
