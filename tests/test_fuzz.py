"""A slice of bench.fuzz, which runs a million inputs by night: no error but sayso's own; and what was found stays mended."""

import sys
import time
from datetime import date
from pathlib import Path

import pytest
from bench import fuzz as bench_fuzz
from bench.fuzz import fuzz, tried
from bench.fuzz_targets import TARGETS, Target, changed, loaded
from hypothesis import strategies as some

from sayso.errors import FetchError, InputError, SettingsError
from sayso.ground.times import Setting, find
from sayso.load import Options, inputs
from sayso.load.fetch import parts_of
from sayso.load.publishers import publisher_of
from sayso.load.watch import asked
from sayso.packs.load import load_packs
from sayso.settings import shipped
from tests.hostile.feeds import item, rss
from tests.hostile.files import record


def test_a_slice_breaks_nothing() -> None:
    found = fuzz(list(TARGETS), inputs=300, seconds=60, size=10)
    assert found.broken == []
    assert set(found.inputs) == {one.name for one in TARGETS}, "the slice did not come round"


def raising(fault: Exception) -> Target:
    def act(value: int, _: Path) -> None:
        if value > 40:
            raise fault

    return Target("a reader", some.integers(0, 1000), act)


def test_what_breaks_is_found_and_made_small() -> None:
    found = fuzz([raising(KeyError("x"))], inputs=300, seconds=20)
    assert found.broken[0]["input"] == "41" and found.broken[0]["error"].startswith("KeyError")


def test_errors_of_sayso_are_no_finds_but_silent_ones_are() -> None:
    assert fuzz([raising(InputError("41 is too large: give less"))], inputs=100, seconds=20).broken == []
    assert "without words" in fuzz([raising(InputError(" "))], inputs=100, seconds=20).broken[0]["error"]


def test_slow_inputs_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_fuzz, "SLOW", -1.0)
    with pytest.raises(TimeoutError):
        tried(Target("a reader", some.none(), lambda value, folder: None), None, tmp_path)


def test_the_command_ends_with_one_where_something_broke(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(bench_fuzz, "TARGETS", [raising(KeyError("x"))])
    monkeypatch.setattr(sys, "argv", ["fuzz", "--inputs", "200"])
    with pytest.raises(SystemExit) as ended:
        bench_fuzz.main()
    assert ended.value.code == 1 and '"broken": 1}' in capsys.readouterr().out


# What fuzzing found, one row each.


def test_a_year_of_a_feed_that_no_calendar_holds(tmp_path: Path) -> None:
    loaded("feed.xml", rss(item(day="Mon, 06 Jan 99999999999999999992025 10:00:00 GMT")).encode(), tmp_path)
    assert asked("Mon, 06 Jan 99999999999999999992025 10:00:00 GMT", time.time()) == 0.0


def test_a_record_without_an_address(tmp_path: Path) -> None:
    (tmp_path / "crawl.warc").write_bytes(b"WARC/1.0\r\nWARC-Type: response\r\n\r\n" + record(b"x"))
    (found,) = inputs([str(tmp_path / "crawl.warc")], Options(), shipped())
    assert "broken behind record 0" in found.message  # type: ignore[union-attr]


def test_addresses_that_are_none() -> None:
    assert publisher_of("http://[wire.example/1") is None
    with pytest.raises(FetchError, match="is no address"):
        parts_of("http://[wire.example/1")


def test_a_pack_whose_table_is_a_list(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text('[pack]\nid = "own"\ntitle = "Own"\n[[country]]\n', "utf-8")
    with pytest.raises(SettingsError, match=r"country: write it as \[country\], once"):
        load_packs((str(tmp_path / "own.toml"),))


@pytest.mark.parametrize("words", ["before noon", "February", "Easter", "a week ago", "last year", "in two centuries"])
@pytest.mark.parametrize("published", [date.min, date.max])
def test_times_at_the_ends_of_the_calendar(words: str, published: date) -> None:
    text = f"It happened {words}, they said."
    for one in find(text, 0, len(text), Setting(published)):
        assert one.span.of(text) == one.text
        one.when()


@pytest.mark.parametrize("file", ["report.txt", "rows.jsonl"])
def test_seeds_are_changed(file: str) -> None:
    found: set[bytes] = set()
    fuzz([Target("seen", changed(file), lambda value, folder: found.add(value))], inputs=50, seconds=20)
    assert len(found) > 20
