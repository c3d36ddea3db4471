"""When two names are one."""

import pytest

from sayso.parse.aliases import NameParts, clash, is_acronym, name_parts, same_body, same_person


def person(words: str) -> NameParts:
    found = name_parts(words.split(), True)
    assert found
    return found


def body(words: str) -> NameParts:
    found = name_parts(words.split(), False)
    assert found
    return found


@pytest.mark.parametrize(
    ("words", "titles", "core"),
    [
        pytest.param("President Mara Tolen", ("president",), ("mara", "tolen"), id="office"),
        pytest.param("Lt . Gen . Orlo", ("lt", "gen"), ("orlo",), id="ranks with stops"),
        pytest.param("Secretary of State Ann Roe", ("secretary", "of", "state"), ("ann", "roe"), id="office of three words"),
        pytest.param("Tolen ’ s", (), ("tolen",), id="possessive"),
    ],
)
def test_name_parts_of_people(words, titles, core):
    assert (person(words).titles, person(words).core) == (titles, core)


def test_titles_alone_are_no_name():
    assert name_parts(["Prime", "Minister"], True) is None


def test_bodies_keep_every_word():
    assert body("Defence Ministry").core == ("defence", "ministry")


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        pytest.param("Andriy Sybiha", "Sybiha", True, id="surname"),
        pytest.param("Mr Sybiha", "Andriy Sybiha", True, id="title and surname"),
        pytest.param("A . Sybiha", "Andriy Sybiha", True, id="initial"),
        pytest.param("Joe Roe", "Joseph Roe", True, id="short form"),
        pytest.param("Vladimir Tolen", "Volodymyr Tolen", True, id="another country's form"),
        pytest.param("Mara", "Mara Tolen", True, id="given name alone"),
        pytest.param("Mara Tolen", "Ivan Tolen", False, id="one family, two people"),
        pytest.param("Mara Tolen", "Mara Orlo", False, id="one given name, two people"),
        pytest.param("Tolen", "Orlo", False, id="two surnames"),
    ],
)
def test_same_person(left, right, same):
    assert same_person(person(left), person(right)) is same
    assert same_person(person(right), person(left)) is same
    assert clash(person(left), person(right), True) is not same


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        pytest.param("ICRC", "International Committee of the Red Cross", True, id="acronym"),
        pytest.param("UN", "United Nations", True, id="short acronym"),
        pytest.param("Tarn Centre", "Tarn Centre for Conflict Analysis", True, id="shorter form"),
        pytest.param("Security Council", "UN Security Council", True, id="end of the longer form"),
        pytest.param("Ukraine", "Security Service of Ukraine", False, id="one word is not enough"),
        pytest.param("Kesh Institute", "Orlo Institute", False, id="two institutes"),
        pytest.param("SBU", "Security Service of Ukraine", False, id="letters of another language"),
    ],
)
def test_same_body(left, right, same):
    assert same_body(body(left), body(right)) is same
    assert same_body(body(right), body(left)) is same
    assert clash(body(left), body(right), False) is not same


def test_acronym_goes_one_way():
    short, long = body("ICRC"), body("International Committee of the Red Cross")
    assert is_acronym(short, long)
    assert not is_acronym(long, short)
