import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sayso.gazetteer.polygon import area_km2, distance_km, inside

SQUARE = np.array([[0.0, 0.0], [2.0, 0.0], [2.0, 2.0], [0.0, 2.0]])
NOTCHED = np.array([[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [2.0, 1.0], [0.0, 4.0]])


@pytest.mark.parametrize(
    ("ring", "lat", "lon", "held"),
    [
        pytest.param(SQUARE, 1.0, 1.0, True, id="middle"),
        pytest.param(SQUARE, 3.0, 1.0, False, id="north of it"),
        pytest.param(SQUARE, 1.0, -0.1, False, id="west of it"),
        pytest.param(NOTCHED, 3.0, 2.0, False, id="in the notch"),
        pytest.param(NOTCHED, 3.0, 3.8, True, id="beside the notch"),
    ],
)
def test_inside(ring, lat, lon, held):
    assert bool(inside(ring, np.array([lat]), np.array([lon]))[0]) is held


def test_inside_does_not_mind_the_direction_of_the_ring():
    lat, lon = np.array([1.0, 3.0]), np.array([1.0, 1.0])
    assert inside(SQUARE, lat, lon).tolist() == inside(SQUARE[::-1], lat, lon).tolist()


def test_area_of_a_square_degree_at_the_equator():
    ring = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])
    assert area_km2(ring) == pytest.approx(12364, rel=0.01)


@pytest.mark.parametrize(
    ("left", "right", "km"),
    [
        pytest.param((50.45, 30.52), (49.84, 24.03), 469, id="Kyiv to Lviv"),
        pytest.param((0.0, 179.5), (0.0, -179.5), 111, id="over the date line"),
        pytest.param((48.0, 37.0), (48.0, 37.0), 0, id="nowhere"),
    ],
)
def test_distance(left, right, km):
    assert distance_km(left, right) == pytest.approx(km, abs=2)


POINT = some.tuples(some.floats(-89, 89), some.floats(-179, 179))


@given(POINT, POINT)
def test_distance_is_symmetric_and_at_most_half_the_globe(left, right):
    assert distance_km(left, right) == pytest.approx(distance_km(right, left), abs=1e-6)
    assert 0 <= distance_km(left, right) <= 20016
