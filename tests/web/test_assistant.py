"""The tools for assistants: each answer has permalinks and standings, and nothing is written unless that was allowed."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from sayso.errors import InputError
from sayso.terminal.assistant import make_server
from sayso.web import House
from sayso.web.tools import NOTE, Tools


def asked(house: House, tool: str, *, allow_write: bool = False, **given: Any) -> tuple[bool, Any]:
    """Whether a tool failed, and what it said."""
    answer = asyncio.run(make_server(Tools(house, "http://127.0.0.1:8000"), allow_write=allow_write).call_tool(tool, given))
    (own,) = answer.content  # type: ignore[union-attr]
    return bool(answer.is_error), own.text  # type: ignore[union-attr]


def names(house: House, *, allow_write: bool) -> list[str]:
    return [one.name for one in asyncio.run(make_server(Tools(house), allow_write=allow_write).list_tools())]


def test_reads_only_unless_told(shown: House) -> None:
    reading = ["search_claims", "get_event", "get_actor_record", "read_text"]
    assert names(shown, allow_write=False) == reading
    assert names(shown, allow_write=True) == [*reading, "add_report", "rule"]


def test_search_and_event(shown: House) -> None:
    failed, text = asked(shown, "search_claims", words="drone", limit=3)
    found = json.loads(text)
    assert not failed and found["note"] == NOTE and len(found["claims"]) == 3
    for one in found["claims"]:
        assert one["permalink"].startswith("http://127.0.0.1:8000/reports/r") and one["standing"]["why"] and one["standing"]["rule"]
    failed, text = asked(shown, "get_event", event=found["claims"][0]["event"], rules="ucdp")
    assert not failed and json.loads(text)["event"]["would_move"] is not None


def test_record_and_text(shown: House) -> None:
    failed, text = asked(shown, "get_actor_record", actor="the defence ministry")
    assert not failed and "checked" in json.loads(text)["actor"]["fates"]
    failed, text = asked(
        shown, "read_text", text="The captured soldier Ivan Petrov said on Monday that he had been beaten.", published="2025-01-15"
    )
    assert not failed and json.loads(text)["document"]["claims"] and "Petrov" not in text


@pytest.mark.parametrize(
    ("tool", "given"),
    [("get_event", {"event": "ev-none"}), ("get_actor_record", {"actor": "nobody"}), ("search_claims", {"words": " "}),
     ("search_claims", {"words": "a", "asof": "noon"}), ("get_event", {"event": "ev-none", "rules": "mine"}), ("read_text", {"text": " "})],
)  # fmt: skip
def test_what_cannot_be_is_said(shown: House, tool: str, given: dict[str, Any]) -> None:
    server = make_server(Tools(shown), allow_write=False)
    with pytest.raises(Exception, match=r"none|nobody|empty|noon|mine|no running text|no event"):
        asyncio.run(server.call_tool(tool, given))


def test_writing(house: House) -> None:
    tools = Tools(house)
    done = tools.add_report("The port authority said on Tuesday that a crane had fallen.", published="2025-03-19", publisher="Port Notes")
    assert done["claims"] >= 1 and done["events"] and not done["already_there"]
    assert tools.add_report("The port authority said on Tuesday that a crane had fallen.", published="2025-03-19", publisher="Port Notes")[
        "already_there"
    ]
    assert tools.rule("retract", [done["report"]], "Ann", "asked for by Ann")["changed"]
    with pytest.raises(InputError, match="author"):
        tools.rule("accept", ["x"], " ")
    with pytest.raises(InputError, match="give one of"):
        tools.rule("believe", ["x"], "Ann")


def test_the_command_says_what_is_missing(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    from typer.testing import CliRunner

    import sayso.cli as cli

    def missing(name: str) -> Any:
        raise ModuleNotFoundError("No module named 'mcp'", name="mcp")

    monkeypatch.setattr(cli.importlib, "import_module", missing)
    answer = CliRunner().invoke(cli.main, ["mcp", "--ledger", str(tmp_path / "x.duckdb")])
    assert answer.exit_code == 2 and "install sayso[mcp]" in answer.output
