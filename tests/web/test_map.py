"""The map's data: every event that has a place is on a ground, nothing vague is a point, and too many are counted in squares."""

import dataclasses

import pytest
from starlette.testclient import TestClient

from sayso.ledger import pages
from sayso.model import Place, Where
from sayso.publish.blur import middle
from sayso.web import House
from sayso.web.views import map as maps
from sayso.web.views import place
from sayso.web.views.place import drawing
from tests.web.asking import Plain, events


def grounds(client: TestClient, query: str = "") -> list[Plain]:
    found: list[Plain] = client.get(f"/map/data?{query}").json()["grounds"]
    return found


def test_every_event_is_drawn_or_listed(client: TestClient) -> None:
    own = events(client)
    placed = [one for one in own if one["where"] and one["where"][0]["radius_km"] <= pages.WIDEST]
    assert sum(one["n"] for one in grounds(client)) == len(placed) > 5
    page = client.get("/map").text
    assert f"{len(placed)} of {len(placed)} events" in page and "No place given" in page


def test_nothing_vague_is_a_point(client: TestClient) -> None:
    for one in grounds(client):
        assert one["radius_km"] > 0 and (one["shape"] != "point" or one["radius_km"] <= 12), one["name"]
        assert one["how"] and one["name"]


def test_a_box_and_days_narrow(client: TestClient) -> None:
    own = grounds(client)[0]
    box = f"{own['lon'] - 0.01},{own['lat'] - 0.01},{own['lon'] + 0.01},{own['lat'] + 0.01}"
    assert sum(one["n"] for one in grounds(client, f"bbox={box}")) >= own["n"]
    days = sum(one["n"] for one in grounds(client, "t=2025-03-13/2025-03-14"))
    assert 0 < days == sum(one["n"] for one in grounds(client, "from=2025-03-13&to=2025-03-14")) < sum(one["n"] for one in grounds(client))
    assert client.get("/map?bbox=0,0,1,1").text.count("Off this map") == 1


def test_contradicted_grounds_say_so(client: TestClient) -> None:
    wanted = sum(
        one["standing"] in ("disputed", "denied") and bool(one["where"]) and one["where"][0]["radius_km"] <= pages.WIDEST
        for one in events(client)
    )
    assert sum(one["contradicted"] for one in grounds(client)) == wanted > 0


def test_too_many_grounds_become_squares(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    total = sum(one["n"] for one in grounds(client))
    monkeypatch.setattr(maps, "GROUNDS", 2)
    found = client.get("/map/data?asof=2025-04-01").json()
    assert not found["grounds"] and found["size"] in maps.SIZES and sum(one["n"] for one in found["squares"]) == total
    near = client.get("/map/data?asof=2025-04-01&bbox=30,45,40,55").json()
    assert near["size"] < found["size"]


def test_captives_are_not_placed_to_the_metre(house: House, client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    exact = [one for one in events(client, "desk=prisoners") if one["where"]]
    for one in exact:
        assert one["where"][0]["radius_km"] >= house.settings.publish.sensitive_blur_km
    named = dataclasses.replace(house.settings, publish=dataclasses.replace(house.settings.publish, sensitive_blur_km=500.0))
    wide = House(house.ledger, named, house.clock)
    monkeypatch.setitem(maps.table("care")["types"], "strike", "somebody")
    own = maps.ground_data(wide, maps.Question((("type", "strike"),)))["grounds"]
    assert own and all(one["radius_km"] > 300 and one["geometry"] is None for one in own)


@pytest.mark.parametrize("grid", [0.0, 0.5, 5.0])
def test_the_small_map_draws_no_finer_than_its_grid(grid: float) -> None:
    site = Where(place=Place(name="Ostrava Clinic", lat=49.83461, lon=18.29285, feature="settlement"), radius_km=1.0)
    own = drawing([site], "N", grid)
    assert own is not None and own["shapes"][0]["shape"] == ("buffer" if grid > 1 else "point")
    lats = [point[1] for point in place.points(place.ground(site, grid))]
    centre = middle(site.place.lat, site.place.lon, grid)[0] if grid > 1 else site.place.lat
    assert (min(lats) + max(lats)) / 2 == pytest.approx(centre, abs=1e-4), "the ring lies around the cell, not around the place"


@pytest.mark.parametrize("name", ["world.geojson", "labels.geojson"])
def test_the_base_is_ours(client: TestClient, name: str) -> None:
    answer = client.get(f"/map/base/{name}")
    assert answer.status_code == 200 and answer.headers["content-encoding"] == "gzip" and len(answer.json()["features"]) > 3


def test_brush_has_every_day(client: TestClient) -> None:
    days = {one["when"]["start"] for one in events(client) if one["when"] and one["when"]["start"]}
    page = client.get("/map?from=2025-03-13&to=2025-03-14").text
    assert all(f'data-from="{day}"' in page for day in days)
    assert page.count('aria-current="true"><rect class="col"') == sum("2025-03-13" <= day <= "2025-03-14" for day in days)
