"""What sayso is made of: every dependency with its licence, and a bill of materials that names every file that it trusts."""

import hashlib
import json
import re
import socket
from importlib.metadata import Distribution
from importlib.resources import files

import pytest
from typer.testing import CliRunner

from sayso.cli import main
from sayso.errors import EngineError
from sayso.gazetteer import SHIPPED
from sayso.terminal import about
from sayso.terminal.materials import NOT_STATED, bill, dependencies, licence_of, plain


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    def refuse(*given, **more):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)


class Stated(Distribution):
    """A distribution with this metadata."""

    def __init__(self, *lines: str) -> None:
        self.lines = lines

    def read_text(self, filename):
        return "\n".join(("Metadata-Version: 2.4", "Name: x", "Version: 1", *self.lines)) if filename == "METADATA" else None

    def locate_file(self, path):
        raise NotImplementedError


@pytest.mark.parametrize(
    ("lines", "licence"),
    [
        pytest.param(["License-Expression: MIT"], "MIT", id="an expression"),
        pytest.param(["License: Whole text", "Classifier: License :: OSI Approved :: BSD License"], "BSD License", id="a classifier first"),
        pytest.param(["License: ISC"], "ISC", id="a field"),
        pytest.param(["License: "], NOT_STATED, id="an empty field"),
        pytest.param([], NOT_STATED, id="nothing"),
    ],
)
def test_licence_of(lines, licence):
    assert licence_of(Stated(*lines)) == licence


def test_dependencies_are_what_sayso_needs_and_no_more():
    found = {plain(one.name): one for one in dependencies()}
    assert {"numpy", "duckdb", "lxml", "pydantic-core"} <= found.keys()
    assert not {"pytest", "ruff", "hypothesis", "sayso", "mcp"} & found.keys()
    assert [one.name for one in found.values() if one.licence == NOT_STATED] == []
    assert "six" in found["warcio"].needs


def test_the_bill_names_everything_once_and_every_reference_leads_somewhere():
    own = bill()
    assert (own["bomFormat"], own["specVersion"], own["version"]) == ("CycloneDX", "1.5", 1)
    references = [own["metadata"]["component"]["bom-ref"], *(one["bom-ref"] for one in own["components"])]
    assert len(references) == len(set(references))
    assert {to for one in own["dependencies"] for to in (one["ref"], *one["dependsOn"])} <= set(references)
    assert {one["ref"] for one in own["dependencies"]} >= {one["bom-ref"] for one in own["components"] if one["type"] == "library"}
    for one in own["components"]:
        assert one["type"] in ("library", "data", "machine-learning-model") and one["name"] and one["version"]
        assert one["type"] != "library" or re.fullmatch(r"pkg:pypi/[a-z0-9-]+@\S+", one["purl"])


def test_the_bill_gives_the_digests_of_the_files():
    digests = {one["name"]: one["hashes"][0]["content"] for one in bill()["components"] if "hashes" in one}
    assert digests.pop("gazetteer/world.gaz") == hashlib.sha256(SHIPPED.read_bytes()).hexdigest()
    assert len(digests) == 3
    for name, digest in digests.items():
        data = (files("sayso.engines") / "weights" / name.removeprefix("weights/")).read_bytes()
        assert hashlib.sha256(data).hexdigest() == digest


def test_the_commands():
    listed = CliRunner().invoke(main, ["about", "--licences"])
    assert listed.exit_code == 0 and re.search(r"^duckdb +\d\S+ +MIT", listed.stdout, re.MULTILINE)
    made = CliRunner().invoke(main, ["about", "--sbom"])
    assert json.loads(made.stdout) == bill()


def test_other_weights_are_said(monkeypatch):
    def refuse():
        raise EngineError("encoder.onnx: has the SHA-256 0, not 1 of manifest.json beside it: reinstall sayso")

    monkeypatch.setattr(about, "default_engine", refuse)
    done = CliRunner().invoke(main, ["about"])
    assert done.exit_code == 1 and "reinstall sayso" in done.stderr
