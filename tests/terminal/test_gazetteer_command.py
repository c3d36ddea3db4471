import pytest
from typer.testing import CliRunner

from sayso.errors import FetchError
from sayso.terminal import gazetteer as command
from tests.gazetteer.test_dump import GOOD


@pytest.fixture
def run(tmp_path):
    own = tmp_path / "settings.toml"
    own.write_text(f'[gazetteer]\nfolder = "{(tmp_path / "own").as_posix()}"\n', "utf-8")
    return lambda *words: CliRunner().invoke(command.app, [*words, "--settings", str(own)])


def test_add_and_find(run, tmp_path):
    (tmp_path / "SD.txt").write_text(GOOD, "utf-8")
    added = run("add", str(tmp_path / "SD.txt"))
    assert added.exit_code == 0 and "GeoNames, CC BY 4.0" in added.output
    found = run("find", "Wad Bakhit")
    assert found.exit_code == 0 and "\tSD\t13.2000\t24.1000" in found.output


def test_a_broken_dump_fails_with_its_line_and_the_rest_goes_on(run, tmp_path):
    (tmp_path / "bad.txt").write_text("x\n", "utf-8")
    (tmp_path / "SD.txt").write_text(GOOD, "utf-8")
    done = run("add", str(tmp_path / "bad.txt"), str(tmp_path / "SD.txt"))
    assert done.exit_code == 1
    assert "bad.txt line 1: 1 columns instead of 19" in done.output and "SD.gaz" in done.output


def test_without_a_network_it_says_what_to_do(run, monkeypatch):
    def offline(country, folder):
        raise FetchError(f"download {country}.zip by hand and give its path instead of {country}")

    monkeypatch.setattr(command, "fetch_dump", offline)
    done = run("add", "ua")
    assert done.exit_code == 1 and "download UA.zip by hand" in done.output


def test_an_unknown_name_is_told_with_advice(run):
    done = run("find", "Qwertyabad")
    assert done.exit_code == 1 and "sayso gazetteer add" in done.output
