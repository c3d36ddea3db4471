"""The main path over the invented example reports: reading, assembling, adding, ruling."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import permutations
from pathlib import Path

import pytest

from sayso.errors import InputError
from sayso.ledger import EventFilter, Ledger, open_ledger
from sayso.load import Given, files, load_file, load_text
from sayso.model import Judgement, Ruling
from sayso.pipeline import ReadReport, add, assemble, judge, link_added, read_report, read_reports, report_sheets, sheet_of, sheets
from sayso.settings import shipped

EXAMPLES = Path(__file__).resolve().parents[1] / "examples" / "reports"
NOW = datetime(2025, 4, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def reads() -> list[ReadReport]:
    loaded = [load_file(path, Given(), shipped().load) for path in files([EXAMPLES])]
    return [one for one in read_reports(loaded) if isinstance(one, ReadReport)]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(tmp_path / "war.duckdb") as opened:
        yield opened


def clusters(ledger: Ledger) -> set[frozenset[str]]:
    return {frozenset(one.claim for one in sheet.event.members) for sheet in sheets(ledger, EventFilter(), limit=None)}


def standings(ledger: Ledger) -> dict[str, str]:
    return {sheet.event.id: f"{sheet.standing.verdict} {sheet.standing.credibility}" for sheet in sheets(ledger, EventFilter(), limit=None)}


def test_every_example_is_read(reads: list[ReadReport]) -> None:
    assert len(reads) == 6
    for one in reads:
        assert one.claims
        for claim in one.claims:
            for span in claim.spans:
                assert one.report.text[span.start : span.end] in claim.text
            for link in claim.chain:
                assert link.source.span.of(one.report.text) == link.source.text


def test_claims_of_several_outlets_meet(reads: list[ReadReport]) -> None:
    found = assemble(reads)
    members = [one.claim for sheet in found for one in sheet.event.members]
    assert len(members) == len(set(members)) == sum(claim.core for one in reads for claim in one.claims)
    assert max(len({report.id for report, _ in sheet.members}) for sheet in found) >= 3
    assert all(one.reason.why for sheet in found for one in sheet.event.members)
    assert all(sheet.standing.reasons and sheet.standing.considered for sheet in found)


@pytest.mark.parametrize("order", [*permutations(range(6), 6)][101::400], ids=str)
def test_the_order_of_arrival_does_not_matter(reads: list[ReadReport], order: tuple[int, ...], tmp_path: Path) -> None:
    with open_ledger(tmp_path / "war.duckdb") as one_by_one:
        for number in order:
            add(one_by_one, [reads[number]], known_at=NOW)
        together = assemble(reads)
        assert clusters(one_by_one) == {frozenset(one.claim for one in sheet.event.members) for sheet in together}
        expected = {sheet.event.id: f"{sheet.standing.verdict} {sheet.standing.credibility}" for sheet in together}
        assert standings(one_by_one) == expected
        assert one_by_one.check() == ()


def test_what_was_added_and_not_linked_is_linked_alike_later(reads: list[ReadReport], ledger: Ledger, tmp_path: Path) -> None:
    for one in reads:
        ledger.add([one], NOW)
    assert clusters(ledger) == set()
    linked = link_added(ledger, known_at=NOW)
    with open_ledger(tmp_path / "at once.duckdb") as other:
        assert set(linked.changed) == set(add(other, reads, known_at=NOW).events)
        assert (clusters(ledger), standings(ledger)) == (clusters(other), standings(other))
    assert link_added(ledger, known_at=NOW).changed == ()
    assert ledger.check() == ()


@pytest.mark.parametrize("few", [1, 3])
def test_few_claims_at_a_time_make_the_same_events(
    few: int, reads: list[ReadReport], ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(ledger, reads, known_at=NOW)
    monkeypatch.setattr("sayso.pipeline.READ_TOGETHER", few)
    with open_ledger(tmp_path / "few.duckdb") as other:
        add(other, reads, known_at=NOW)
        assert (clusters(ledger), standings(ledger)) == (clusters(other), standings(other))


def test_twice_adds_nothing(reads: list[ReadReport], ledger: Ledger) -> None:
    add(ledger, reads, known_at=NOW)
    before = clusters(ledger), standings(ledger)
    again = add(ledger, reads, known_at=NOW)
    assert (again.added.reports, again.added.claims, again.events) == ((), 0, ())
    assert (clusters(ledger), standings(ledger)) == before


def test_a_changed_report_supersedes_its_earlier_text(ledger: Ledger) -> None:
    def told(text: str) -> ReadReport:
        given = Given(published=date(2025, 3, 15), publisher="Northern Wire", url="https://wire.example/1")
        return read_report(load_text(text, "a page", given, shipped().load))

    first, second = (told(f"{count} soldiers were killed in Orel on Friday, the ministry said.") for count in ("Two", "Nine"))
    add(ledger, [first], known_at=NOW)
    done = add(ledger, [second], known_at=NOW)
    assert done.added.superseded == ((first.report.id, second.report.id),)
    assert [sheet.event.gist for sheet in sheets(ledger, EventFilter(), limit=None)] == ["Nine soldiers were killed in Orel on Friday"]
    assert ledger.check() == ()


def test_rulings_bind(reads: list[ReadReport], ledger: Ledger) -> None:
    add(ledger, reads, known_at=NOW)
    largest = max(sheets(ledger, EventFilter(), limit=None), key=lambda sheet: len(sheet.members))
    one, other = (own.claim for own in largest.event.members[:2])
    part = Judgement(ruling=Ruling.NOT_SAME, subjects=(one, other), author="an editor", at=NOW, note="two happenings")
    assert judge(ledger, part, known_at=NOW)
    assert ledger.event_of(one) != ledger.event_of(other)
    undo = Judgement(ruling=Ruling.UNDO, subjects=(one, other), author="an editor", at=datetime(2025, 4, 2, tzinfo=UTC))
    judge(ledger, undo, known_at=NOW)
    assert ledger.event_of(one) == ledger.event_of(other)
    assert ledger.check() == ()


def test_a_report_taken_back_falls(reads: list[ReadReport], ledger: Ledger) -> None:
    add(ledger, reads, known_at=NOW)
    sheet = next(
        one for one in sheets(ledger, EventFilter(), limit=None) if len(one.members) == 1 and one.standing.verdict == "single_source"
    )
    back = Judgement(ruling=Ruling.RETRACT, subjects=(sheet.event.members[0].claim,), author="an editor", at=NOW)
    judge(ledger, back, known_at=NOW)
    found = sheet_of(ledger, sheet.event.id)
    assert found is not None and found.standing.verdict == "retracted"


def test_a_ruling_on_nothing_is_refused(ledger: Ledger) -> None:
    nobody = Judgement(ruling=Ruling.SAME, subjects=("ev-000000000000", "x:y"), author="an editor", at=NOW)
    with pytest.raises(InputError, match="no claim, event or report"):
        judge(ledger, nobody, known_at=NOW)


def test_reports_come_back_whole(reads: list[ReadReport], ledger: Ledger) -> None:
    add(ledger, reads, known_at=NOW)
    assert {one.report.id: one.claims for one in report_sheets(ledger)} == {one.report.id: one.claims for one in reads}


def test_a_wire_copy_is_no_second_origin() -> None:
    story = "Two soldiers were killed near Orel on Saturday, residents of the village said. They had been guarding a bridge over the river."
    given = [Given(published=date(2025, 1, 13), publisher=name) for name in ("Northern Wire", "Capital Post")]
    copied = [read_report(load_text(story, "a page", one, shipped().load)) for one in given]
    sheet = next(one for one in assemble(copied) if one.event.type == "kill")
    assert sheet.standing.publishers == 2 and len(sheet.standing.origins) == 1
