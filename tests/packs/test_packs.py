"""Packs: the shipped ones are without faults; a broken one lists all of them at once, with file and key."""

from datetime import date
from pathlib import Path

import pytest

from sayso.errors import SettingsError
from sayso.packs import SHIPPED, load_packs

HEAD = '[pack]\nid = "mine"\ntitle = "Mine"\nextends = ["core"]\n'
FAULTS = [
    ('[[actor]]\nid = "x.a"\nname = "A"\nkind = "ministri"\n', "actor[0].kind"),
    ('[[actor]]\nid = "x.a"\nname = "A"\nkind = "ministry"\ncolour = "red"\n', "actor[0].colour"),
    ('[[actor]]\nid = "org:un"\nname = "A"\nkind = "io"\n', "is taken by"),
    ('[[office]]\nrole = "governor"\nof = "country:UA"\nholders = ["2020-01-01/2022-01-01 biden", "2021-01-01/.. trump"]\n', "overlaps"),
    ('[[office]]\nrole = "governor"\nof = "country:QQ"\nholders = []\n', "no pack knows"),
    ('[[office]]\nrole = "governer"\nof = "country:UA"\nholders = []\n', "no descriptor has the id"),
    ('[[war]]\nid = "w"\nphrases = ["the war"]\nbegan = "yesterday"\n', "is no range of days"),
]


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped(name: str) -> None:
    assert load_packs((name,)).entries


@pytest.mark.parametrize(("rows", "told"), FAULTS)
def test_faults(rows: str, told: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(HEAD + rows, "utf-8")
    with pytest.raises(SettingsError) as caught:
        load_packs((str(file),))
    assert told in str(caught.value) and "mine.toml" in str(caught.value)


@pytest.mark.parametrize("extends", ["false", "3", '"core"'])
def test_what_a_pack_extends_is_a_list(extends: str, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(f'[pack]\nid = "mine"\ntitle = "Mine"\nextends = {extends}\n', "utf-8")
    with pytest.raises(SettingsError, match=r"pack\.extends: .* is not a list"):
        load_packs((str(file),))


def test_all_faults_at_once(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(HEAD + FAULTS[0][0] + FAULTS[4][0] + FAULTS[5][0].replace("country:UA", "country:PL"), "utf-8")
    with pytest.raises(SettingsError) as caught:
        load_packs((str(file),))
    assert len(str(caught.value).splitlines()) == 3


BLOCS = [
    ("country:UA", "2024-01-01", "ua"), ("country:KP", "2023-01-01", None), ("country:KP", "2024-12-01", "ru"),
    ("group:hezbollah", "2024-01-01", "resistance-axis"), ("sd.rsf", "2024-01-01", "rsf"), ("sd.rsf", "2022-01-01", None),
    ("group:m23", "2025-01-01", "m23-rwanda"), ("group:aa", "2024-01-01", "resistance"), ("country:NO", "2024-01-01", None),
]  # fmt: skip


@pytest.mark.parametrize(("of", "on", "bloc"), BLOCS)
def test_blocs_by_date(of: str, on: str, bloc: str | None) -> None:
    assert load_packs().bloc(of, date.fromisoformat(on)) == bloc
