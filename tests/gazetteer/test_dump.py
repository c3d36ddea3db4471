import zipfile

import pytest

from sayso.errors import InputError
from sayso.gazetteer import SHIPPED, open_gazetteer
from sayso.gazetteer.dump import add_dump, read_dump


def line(number, name, lat, lon, code, *, group="P", names="", country="SD", people="300"):
    cells = [
        number,
        name,
        name,
        names,
        lat,
        lon,
        group,
        code,
        country,
        "",
        "62",
        "",
        "",
        "",
        people,
        "",
        "900",
        "Africa/Khartoum",
        "2019-01-01",
    ]
    return "\t".join(map(str, cells)) + "\n"


GOOD = (
    line(900001, "Wad Bakhit", 13.2, 24.1, "PPL", names="Wad Bakheet,Вад Бахит")
    + line(900002, "Tulus Dam", 11.1, 24.6, "DAM", group="S")
    + line(900003, "Dry Wadi", 11.2, 24.6, "WAD", group="H")
)


@pytest.fixture
def dump(tmp_path):
    path = tmp_path / "SD.txt"
    path.write_text(GOOD, "utf-8")
    return path


def test_read_dump_keeps_towns_and_sites_and_leaves_the_rest(dump):
    rows = read_dump(dump)
    assert [(row.name, row.feature) for row in rows] == [("Wad Bakhit", "settlement"), ("Tulus Dam", "facility")]
    assert "Wad Bakheet" in rows[0].names


def test_a_zip_file_reads_like_its_text(dump, tmp_path):
    packed = tmp_path / "SD.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("readme.txt", "about")
        archive.writestr("SD.txt", GOOD)
    assert read_dump(packed) == read_dump(dump)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("a\tb\n", r"SD\.txt line 1: 2 columns instead of 19", id="another table"),
        pytest.param(GOOD + line(3, "X", "north", 24.0, "PPL"), r"line 4: could not convert", id="no number"),
        pytest.param(line(3, "X", 99.0, 24.0, "PPL"), r"line 1: 99\.0, 24\.0 is no point on the globe", id="off the globe"),
        pytest.param("\n", "no places in it", id="empty"),
        pytest.param("a\tb\n" * 9, r"line 5: 2 columns.*\n.*GeoNames", id="five faults are enough"),
    ],
)
def test_a_broken_dump_names_the_line_and_what_to_do(tmp_path, text, words):
    path = tmp_path / "SD.txt"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match=words) as fault:
        read_dump(path)
    assert "such as UA.txt or UA.zip" in str(fault.value)


def test_a_missing_file_is_an_error_with_advice(tmp_path):
    with pytest.raises(InputError, match="name a country dump"):
        read_dump(tmp_path / "none.txt")


def test_an_archive_without_a_country_is_an_error(tmp_path):
    path = tmp_path / "SD.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("photo.jpg", b"x")
    with pytest.raises(InputError, match="no country file in the archive"):
        read_dump(path)


@pytest.mark.parametrize(
    ("at", "put"),
    [
        pytest.param(36, b"\xff\xff\xff\xff", id="stored blocks that are none"),
        pytest.param(6, b"\x01", id="locked with a password"),
        pytest.param(8, b"\x63", id="packed in a way that nobody knows"),
    ],
)
def test_a_broken_archive_is_an_error(at, put, tmp_path):
    path = tmp_path / "SD.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("SD.txt", GOOD * 50)
    data = bytearray(path.read_bytes())
    listing = data.index(b"PK\x01\x02")
    for start in (at, listing + at + 2) if at < 30 else (at,):  # the entry and its row in the listing
        data[start : start + len(put)] = put
    path.write_bytes(data)
    with pytest.raises(InputError, match="name a country dump of GeoNames that can be read"):
        read_dump(path)


def test_an_added_country_is_found_with_its_province(dump, tmp_path):
    target = add_dump(dump, tmp_path / "own", SHIPPED)
    assert target.name == "SD.gaz"
    (entry,) = open_gazetteer(tmp_path / "own").find(["Wad Bakhit"])["Wad Bakhit"]
    assert entry.place.geonames == 900001
    assert entry.unit is not None and entry.unit.startswith("SD.")


def test_adding_twice_changes_nothing(dump, tmp_path):
    first = add_dump(dump, tmp_path / "own", SHIPPED).read_bytes()
    assert add_dump(dump, tmp_path / "own", SHIPPED).read_bytes() == first
    assert len(list((tmp_path / "own").glob("*.gaz"))) == 1


def test_a_folder_that_does_not_exist_holds_nothing(tmp_path):
    assert open_gazetteer(tmp_path / "none").find(["Goma"])["Goma"]
