import numpy as np
import pytest

from sayso.errors import SettingsError
from sayso.gazetteer import SHIPPED
from sayso.gazetteer.book import Gazetteer, Layer
from sayso.gazetteer.store import Outline, Row, load, write

LAND = np.array([[30.0, 45.0], [40.0, 45.0], [40.0, 52.0], [30.0, 52.0]])
ROWS = [
    Row("Freedonia", 48.0, 35.0, "country", "FD", 1, 5_000_000, 300.0, "FD", ("Free Land",)),
    Row("Upper Province", 50.0, 36.0, "admin1", "FD", 2, 0, 90.0, "FD.1"),
    Row("Brodske", 49.5, 36.2, "settlement", "FD", 3, 12_000, 1.2, "FD.1", ("Brodskoye",), True),
    Row("Brodske", 46.0, 31.0, "settlement", "FD", 4, 700, 0.6, "FD.2", (), True),
]


@pytest.fixture
def small(tmp_path):
    path = tmp_path / "small.gaz"
    write(path, ROWS, [Outline("FD", (LAND,))], ["FD.2=QQ"])
    return path


def test_what_was_written_is_found(small):
    gazetteer = Gazetteer([Layer(load(small))])
    found = gazetteer.find(["Brodske", "Free Land", "Nowhere"])
    assert {entry.place.geonames for entry in found["Brodske"]} == {3, 4}
    assert [(entry.place.name, entry.own) for entry in found["Free Land"]] == [("Freedonia", False)]
    assert "Nowhere" not in found


def test_places_keep_their_numbers(small):
    (entry,) = Gazetteer([Layer(load(small))]).find(["Brodskoye"])["Brodskoye"]
    assert (entry.place.lat, entry.place.lon) == pytest.approx((49.5, 36.2), abs=1e-4)
    assert entry.population == pytest.approx(12_000, rel=0.01)
    assert (entry.unit, entry.place.country, entry.place.feature) == ("FD.1", "FD", "settlement")


def test_borders_come_back_to_half_a_kilometre(small):
    (ring,) = Layer(load(small)).border("FD")
    assert ring == pytest.approx(LAND, abs=0.006)


def test_a_disputed_province_follows_the_worldview(small):
    def countries(worldview):
        return {entry.place.country for entry in Gazetteer([Layer(load(small), worldview)]).find(["Brodske"])["Brodske"]}

    assert countries("un") == {"FD"}
    assert countries("as_held") == {"FD", "QQ"}


@pytest.mark.parametrize(
    ("breakage", "words"),
    [
        pytest.param(lambda path: path.unlink(), "No such file", id="missing"),
        pytest.param(lambda path: path.write_bytes(b"x" * 100), "starts with", id="no gazetteer"),
        pytest.param(lambda path: path.write_bytes(b""), "empty file", id="empty"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes()[:-8] + b"12345678"), "has the SHA-256", id="one byte changed"),
    ],
)
def test_a_damaged_file_says_what_to_do(small, breakage, words):
    breakage(small)
    with pytest.raises(SettingsError, match=rf"small\.gaz.*{words}.*gazetteer add"):
        load(small)


def test_the_shipped_file_is_small_enough():
    assert SHIPPED.stat().st_size <= 20_000_000
