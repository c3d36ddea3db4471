import time

import pytest

from sayso.errors import SettingsError
from sayso.gazetteer import open_gazetteer
from sayso.gazetteer.book import apart_km
from sayso.model import NamedPlace, Place


@pytest.fixture(scope="module")
def gazetteer():
    return open_gazetteer()


@pytest.mark.parametrize(
    ("name", "country", "feature"),
    [
        pytest.param("Pokrovsk", "UA", "settlement", id="town of the front"),
        pytest.param("Krasnoarmiysk", "UA", "settlement", id="its former name"),
        pytest.param("Robotyne", "UA", "settlement", id="village that no census counts"),
        pytest.param("Artyomovsk", "UA", "settlement", id="Russian name of a renamed town"),
        pytest.param("El-Fasher", "SD", "settlement", id="hyphen"),
        pytest.param("Darfur", "SD", "region", id="region without administration"),
        pytest.param("Red Sea", None, "sea", id="sea"),
        pytest.param("Bab el-Mandeb", None, "sea", id="strait"),
        pytest.param("Rügen", "DE", "island", id="island"),
        pytest.param("Tuva", "RU", "admin1", id="republic"),
        pytest.param("U.S.", "US", "country", id="abbreviation"),
        pytest.param("DRC", "CD", "country", id="acronym"),
        pytest.param("West Bank", "PS", "region", id="territory"),
        pytest.param("Burma", "MM", "country", id="former name of a country"),
    ],
)
def test_find(gazetteer, name, country, feature):
    assert (country, feature) in {(entry.place.country, entry.place.feature) for entry in gazetteer.find([name])[name]}


@pytest.mark.parametrize("name", ["Crimea", "Simferopol", "Sevastopol"])
def test_crimea_is_ukrainian_by_default(gazetteer, name):
    assert "UA" in {entry.place.country for entry in gazetteer.find([name])[name]}
    assert "RU" not in {entry.place.country for entry in gazetteer.find([name])[name] if entry.place.lat < 46.3 and entry.place.lon < 37}


def test_the_border_of_ukraine_holds_crimea(gazetteer):
    (crimea,) = [entry for entry in gazetteer.find(["Crimea"])["Crimea"] if entry.place.feature == "admin1"]
    assert gazetteer.holds("UA", crimea.place)
    assert not gazetteer.holds("RU", crimea.place)


def test_as_held_puts_crimea_where_it_is_held():
    held = open_gazetteer(worldview="as_held").find(["Crimea"])["Crimea"]
    assert {entry.place.country for entry in held if entry.place.feature == "admin1"} == {"RU"}


def test_another_worldview_is_an_error():
    with pytest.raises(SettingsError, match="give one of un, as_held"):
        open_gazetteer(worldview="flat")


def test_a_spelling_heard_alike_is_found(gazetteer):
    assert "Kurakhove" in {entry.place.name for entry in gazetteer.sounds_like("Kurakhovy")}
    assert gazetteer.sounds_like("Bo") == ()


def test_country_points_are_not_centroids_of_far_islands(gazetteer):
    assert apart_km(gazetteer.country("US").place, Place(name="middle", lat=39.0, lon=-98.0, feature="region")) < 200
    assert gazetteer.country("XX") is None


def test_places_of_packs_come_first_and_under_every_name():
    known = NamedPlace(place=Place(name="Hill 777", lat=48.1, lon=37.2, feature="facility", country="UA"), aliases=("Height 777", "Goma"))
    gazetteer = open_gazetteer(places=[known])
    assert gazetteer.find(["Height 777"])["Height 777"][0].place == known.place
    first, *rest = gazetteer.find(["Goma"])["Goma"]
    assert first.pack and first.place == known.place and rest


def test_one_geonames_id_is_given_once(gazetteer):
    ids = [entry.place.geonames for entry in gazetteer.find(["Springfield"])["Springfield"] if entry.place.geonames]
    assert len(ids) == len(set(ids)) <= 40


def test_it_opens_fast():
    open_gazetteer()
    start = time.perf_counter()
    open_gazetteer()
    assert time.perf_counter() - start < 0.05
