import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from sayso.gazetteer.polygon import distance_km, inside
from sayso.ground.where.geometry import AZIMUTHS, ground, moved, part_of
from sayso.ground.where.wheres import acled, ucdp
from sayso.model import Place, Relation

TOWN = Place(name="Brodske", lat=48.0, lon=37.0, feature="settlement", country="UA", radius_km=2.0)
OTHER = Place(name="Zelene", lat=48.0, lon=37.4, feature="settlement", country="UA", radius_km=1.0)


def holds(geometry, lat, lon):
    outer, *holes = (np.array(ring) for ring in geometry["coordinates"])
    point = np.array([lat]), np.array([lon])
    return bool(inside(outer, *point)[0]) and not any(bool(inside(hole, *point)[0]) for hole in holes)


@pytest.mark.parametrize(
    ("relation", "distance", "within", "outside"),
    [
        pytest.param(Relation.IN, None, (48.0, 37.0), (48.1, 37.0), id="disc of the town"),
        pytest.param(Relation.WITHIN_KM, 10.0, (48.09, 37.0), (48.2, 37.0), id="within"),
        pytest.param(Relation.FROM, 20.0, (48.18, 37.0), (48.02, 37.0), id="ring at a distance"),
        pytest.param(Relation.NORTH_OF, None, (48.08, 37.0), (47.92, 37.0), id="wedge to the north"),
        pytest.param(Relation.SOUTHWEST_OF, 20.0, (47.873, 36.81), (48.127, 37.19), id="wedge at a distance"),
        pytest.param(Relation.OUTSKIRTS, None, (48.02, 37.0), (48.0, 37.0), id="rim"),
        pytest.param(Relation.NEAR, None, (48.09, 37.0), (48.2, 37.0), id="near"),
        pytest.param(Relation.OFF, None, (48.2, 37.0), (48.0, 37.0), id="off a coast"),
        pytest.param(Relation.BETWEEN, None, (48.0, 37.2), (48.2, 37.2), id="strip between"),
    ],
)
def test_ground(relation, distance, within, outside):
    drawn = ground(TOWN, relation, distance, other=OTHER)
    assert holds(drawn.geometry, *within)
    assert not holds(drawn.geometry, *outside)


def test_radius_is_that_of_the_disc_as_large_as_the_shape():
    assert ground(TOWN, Relation.IN, None).radius_km == pytest.approx(2.0, rel=0.01)
    ring = ground(TOWN, Relation.FROM, 20.0).radius_km
    assert ring == pytest.approx(math.sqrt(27.0**2 - 15.0**2), rel=0.01)


def test_a_province_is_drawn_by_its_border():
    border = np.array([[30.0, 45.0], [32.0, 45.0], [32.0, 46.0], [30.0, 46.0]])
    drawn = ground(TOWN, Relation.IN, None, border=[border])
    assert drawn.geometry["coordinates"][0][0] == drawn.geometry["coordinates"][0][-1] == [30.0, 45.0]
    assert drawn.radius_km == pytest.approx(math.sqrt(157 * 111.2 / math.pi), rel=0.02)


@given(some.sampled_from(sorted(AZIMUTHS)), some.floats(1, 80), some.floats(-60, 60))
def test_a_wedge_lies_on_its_side_and_is_a_closed_ring(relation, distance, lat):
    place = Place(name="x", lat=lat, lon=10.0, feature="settlement", radius_km=1.0)
    (ring,) = ground(place, relation, distance).geometry["coordinates"]
    assert ring[0] == ring[-1]
    mean = np.mean(ring[:-1], axis=0)
    bearing = math.degrees(math.atan2((mean[0] - 10.0) * math.cos(math.radians(lat)), mean[1] - lat)) % 360
    assert min(abs(bearing - AZIMUTHS[relation]), 360 - abs(bearing - AZIMUTHS[relation])) < 5


@given(some.floats(0, 359), some.floats(0.5, 200))
def test_moved_goes_as_far_as_it_says(azimuth, km):
    assert distance_km((TOWN.lat, TOWN.lon), moved(TOWN, azimuth, km)) == pytest.approx(km, rel=0.03)


@pytest.mark.parametrize(
    ("compass", "test"),
    [
        pytest.param("north", lambda lat, lon: lat > 45.6, id="north"),
        pytest.param("south-east", lambda lat, lon: lat < 45.5 and lon > 31, id="south-east"),
        pytest.param("central", lambda lat, lon: (lat, lon) == (48.0, 37.0), id="central is the place's own point"),
    ],
)
def test_part_of(compass, test):
    border = np.array([[30.0, 45.0], [32.0, 45.0], [32.0, 46.0], [30.0, 46.0]])
    assert test(*part_of(TOWN, [border], compass))


def test_part_of_what_is_no_compass_point():
    assert part_of(TOWN, [], "nearby") is None


@pytest.mark.parametrize(
    ("feature", "radius", "country", "relation", "where_prec", "geo_precision"),
    [
        pytest.param("settlement", 2.0, "UA", Relation.IN, 1, 1, id="in a town"),
        pytest.param("settlement", 2.0, "UA", Relation.NEAR, 2, 2, id="near a town"),
        pytest.param("settlement", 30.0, "UA", Relation.IN, 2, 2, id="a village that only the report knows"),
        pytest.param("admin2", 20.0, "UA", Relation.IN, 3, 2, id="district"),
        pytest.param("admin1", 90.0, "UA", Relation.IN, 4, 3, id="province"),
        pytest.param("region", 150.0, "UA", Relation.IN, 5, 3, id="region without a border"),
        pytest.param("country", 500.0, "UA", Relation.IN, 6, 3, id="country"),
        pytest.param("sea", 300.0, None, Relation.IN, 7, 3, id="high seas"),
    ],
)
def test_precision_codes(feature, radius, country, relation, where_prec, geo_precision):
    place = Place(name="x", lat=1.0, lon=1.0, feature=feature, country=country, radius_km=radius)
    assert (ucdp(place, relation), acled(place, relation)) == (where_prec, geo_precision)
