import pytest

from sayso.gazetteer import open_gazetteer
from sayso.ground.where.choose import choose
from sayso.ground.where.recognise import recognise


@pytest.fixture(scope="module")
def gazetteer():
    return open_gazetteer()


def located(text, gazetteer):
    return {each.toponym.text: each for each in choose(text, recognise(text, gazetteer), gazetteer)}


@pytest.mark.parametrize(
    ("text", "name", "country", "feature"),
    [
        pytest.param(
            "Russian forces near Pokrovsk attacked Myrnohrad in Ukraine.", "Pokrovsk", "UA", "settlement", id="most populous namesake loses"
        ),
        pytest.param("Police in Birmingham, Alabama, arrested two men.", "Birmingham", "US", "settlement", id="the place behind the comma"),
        pytest.param("Police in Birmingham and London arrested two men.", "Birmingham", "GB", "settlement", id="the place beside it"),
        pytest.param("Shells fell in Kherson on Monday.", "Kherson", "UA", "settlement", id="city unless oblast is said"),
        pytest.param("Shells fell in Kherson oblast on Monday.", "Kherson oblast", "UA", "admin1", id="oblast is said"),
        pytest.param("Protests in Tehran, Iran, went on.", "Tehran", "IR", "settlement", id="capital and province"),
        pytest.param("Armenia, Azerbaijan and Georgia signed.", "Georgia", "GE", "country", id="among countries"),
        pytest.param("It was sold in Florida, Alabama and Georgia.", "Georgia", "US", "admin1", id="among states"),
        pytest.param("It was grown in Ohio, Utah and Washington.", "Washington", "US", "admin1", id="state in a list of states"),
        pytest.param("Diplomats in Washington objected.", "Washington", "US", "settlement", id="city by itself"),
        pytest.param("Factories in China, Japan and Vietnam closed.", "China", "CN", "country", id="a country is no town of its neighbour"),
        pytest.param("The M23 shelled Sake, west of Goma, in DR Congo.", "Goma", "CD", "settlement", id="a town among its own"),
    ],
)
def test_choose(gazetteer, text, name, country, feature):
    place = located(text, gazetteer)[name].place
    assert (place.country, place.feature) == (country, feature)


def test_a_nearly_identical_name_is_the_same_place(gazetteer):
    found = located("Troops entered Kurakhove, Ukraine said. Reports disagreed about the fighting in Kurakhovets.", gazetteer)
    assert found["Kurakhovets"].place == found["Kurakhove"].place
    assert found["Kurakhovets"].reason.rule == "where.alike"


def test_an_unknown_name_is_put_where_the_report_puts_it(gazetteer):
    each = located("A school burned in Qwertyabad, Sudan.", gazetteer)["Qwertyabad"]
    assert (each.place.name, each.place.country, each.reason.rule) == ("Qwertyabad", "SD", "where.context")
    assert each.place.radius_km >= 30


def test_an_unknown_name_with_a_bearing_lies_that_way(gazetteer):
    found = located("Troops entered the village of Qwertivka, 20 km north of Kharkiv.", gazetteer)
    kharkiv, village = found["Kharkiv"].place, found["Qwertivka"]
    assert village.reason.rule == "where.locator"
    assert village.place.lat - kharkiv.lat == pytest.approx(20 / 111.2, abs=0.01)


def test_an_unknown_name_alone_is_no_place(gazetteer):
    each = located("A school burned in Qwertyabad yesterday.", gazetteer)["Qwertyabad"]
    assert each.place is None
    assert each.reason.rule == "where.unknown"


@pytest.mark.parametrize(
    ("text", "name", "test"),
    [
        pytest.param("Rain fell in northern Syria.", "Syria", lambda place: place.lat > 35.5, id="northern"),
        pytest.param("Rain fell in the south of Ukraine.", "Ukraine", lambda place: place.lat < 48, id="the south of"),
        pytest.param("Rain fell in eastern Congo and Goma.", "Congo", lambda place: place.lon > 26, id="eastern"),
    ],
)
def test_a_part_of_a_country_lies_on_its_side(gazetteer, text, name, test):
    each = located(text, gazetteer)[name]
    assert each.reason.rule == "where.part"
    assert test(each.place)


def test_every_choice_has_a_reason_with_its_words(gazetteer):
    for each in located("Springfield and Paris sent aid to Goma and to Qwertyabad.", gazetteer).values():
        assert each.reason.words and each.reason.rule.startswith("where.")
