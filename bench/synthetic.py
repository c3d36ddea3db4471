"""Invented claims at scale: a year of events along a front line, told with errors by many outlets.

The world is that of the linking notes: 4,000 places of Zipf popularity, twelve kinds of happening, 300 actors, and claims whose
place, day, kind, actors, figure and text vector are each wrong or missing at a known rate. The draws are made in a fixed order,
so one seed gives one world.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Column = NDArray[Any]

PLACES, ACTORS, WIDTH, DAYS = 4000, 300, 32, 365
KINDS = {
    "strike": (0.20, ("drone", "casualty")),
    "drone": (0.17, ("strike", "casualty")),
    "advance": (0.09, ("capture", "repel")),
    "repel": (0.08, ("advance", "casualty")),
    "capture": (0.07, ("advance", "withdrawal")),
    "casualty": (0.14, ("strike", "drone")),
    "prisoner": (0.04, ("capture", "statement")),
    "supply": (0.03, ("statement", "ship")),
    "ship": (0.02, ("strike", "supply")),
    "withdrawal": (0.03, ("capture", "advance")),
    "statement": (0.07, ("supply", "tally")),
    "tally": (0.06, ("casualty", "statement")),
}
"""Share of each kind of happening, and the two kinds that an extractor takes it for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Claims as columns, one entry a claim.

    `event` is the truth; `place` the number of the place or -1; `lat` and `lon` are NaN where nothing is told; `first` and `last`
    are days from the start of the year, both inclusive; `agent` and `patient` number actors, -1 where none is named; `figure` is
    NaN where there is none; `vectors` are unit length.
    """

    event: Column
    kind: Column
    place: Column
    lat: Column
    lon: Column
    radius_km: Column
    first: Column
    last: Column
    published: Column
    agent: Column
    patient: Column
    figure: Column
    outlet: Column
    vectors: Column

    def __len__(self) -> int:
        return len(self.event)


def invent(claims: int, events: int, seed: int, days: int = DAYS) -> World:
    """Return a world of `claims` claims about `events` events spread over `days` days."""
    draw = np.random.default_rng(seed)
    along = np.sort(draw.random(PLACES))
    north = 46.5 + 4.5 * along + draw.normal(0, 0.35, PLACES)
    east = 33 + 6 * np.sin(1.3 * along) + draw.normal(0, 0.5, PLACES)
    popular = zipf(PLACES, 0.9)
    mixed = draw.permutation(PLACES)
    north, east = north[mixed], east[mixed]
    site, day = draw.choice(PLACES, events, p=popular), draw.integers(0, days, events)
    kind = draw.choice(len(KINDS), events, p=np.array([share for share, _ in KINDS.values()]))
    count = np.where(draw.random(events) < 0.55, np.floor(np.exp(draw.normal(1.6, 1.1, events))), 0).astype(int)
    known = zipf(ACTORS, 1.0)
    agent, patient = draw.choice(ACTORS, events, p=known), draw.choice(ACTORS, events, p=known)
    meaning = meanings(draw, kind, site)
    told = zipf(events, 0.75)
    told = draw.permutation(told)
    event = np.concatenate([np.arange(events), draw.choice(events, claims - events, p=told)])
    draw.shuffle(event)
    where = misplaced(draw, site[event], north, east)
    first, last, published = misdated(draw, day[event])
    agents, patients = misnamed(draw, agent[event], patient[event], mistyped := mistaken(draw, kind[event]), known)
    return World(
        event=event, kind=mistyped, **where, first=first, last=last, published=published, agent=agents, patient=patients,
        figure=miscounted(draw, count[event]), vectors=blurred(draw, meaning, event), outlet=draw.integers(0, 400, claims),
    )  # fmt: skip


def zipf(count: int, power: float) -> Column:
    """Return `count` shares that sum to one and fall with the rank to the power given."""
    shares = 1 / (1 + np.arange(count)) ** power
    return np.asarray(shares / shares.sum())


def meanings(draw: np.random.Generator, kind: Column, site: Column) -> Column:
    """Return one vector an event: its own direction, and those of its kind and place, so that neighbours look alike."""
    own = draw.normal(0, 1, (len(kind), WIDTH))
    of_kind = np.array([draw.normal(0, 1, WIDTH) for _ in KINDS])
    of_place = draw.normal(0, 1, (PLACES, WIDTH))
    return np.asarray(0.35 * own + 0.55 * of_kind[kind] + 0.65 * of_place[site])


def misplaced(draw: np.random.Generator, site: Column, north: Column, east: Column) -> dict[str, Column]:
    """Return place and coordinates: three in four exact, the others some 15 km off, a region only, or nothing."""
    luck = draw.random(len(site))
    lat, lon, place = north[site].copy(), east[site].copy(), site.copy()
    near, region, none = (luck >= 0.75) & (luck < 0.87), (luck >= 0.87) & (luck < 0.95), luck >= 0.95
    lat[near] += draw.normal(0, 0.06, near.sum())
    lon[near] += draw.normal(0, 0.09, near.sum())
    lat[region], lon[region] = np.round(lat[region]), np.round(lon[region])
    lat[none] = lon[none] = np.nan
    place[luck >= 0.75] = -1
    radius = np.select([luck < 0.75, near, region], [2, 8, 80], 999)
    return {"place": place, "lat": lat, "lon": lon, "radius_km": radius}


def misdated(draw: np.random.Generator, day: Column) -> tuple[Column, Column, Column]:
    """Return first day, last day and day of publication: seven in ten exact, the others a day off or wider."""
    luck = draw.random(len(day))
    first, last = day.copy(), day.copy()
    off, wide, week = (luck >= 0.70) & (luck < 0.88), (luck >= 0.88) & (luck < 0.96), luck >= 0.96
    step = draw.choice([-1, 1], off.sum())
    first[off] += step
    last[off] += step
    first[wide] -= draw.integers(0, 2, wide.sum())
    last[wide] += draw.integers(1, 3, wide.sum())
    first[week] -= 3
    last[week] += 3
    return first, last, last + draw.poisson(0.7, len(day))


def mistaken(draw: np.random.Generator, kind: Column) -> Column:
    """Return the kinds with three in twenty taken for a neighbour."""
    names = list(KINDS)
    neighbours = [[names.index(other) for other in others] for _, others in KINDS.values()]
    told = kind.copy()
    for at in np.flatnonzero(draw.random(len(kind)) < 0.15):
        told[at] = neighbours[kind[at]][draw.integers(0, 2)]
    return told


def misnamed(draw: np.random.Generator, agent: Column, patient: Column, kind: Column, known: Column) -> tuple[Column, Column]:
    """Return agents (a fifth missing, a twentieth wrong) and patients (a third missing)."""
    agents, patients = agent.copy(), patient.copy()
    agents[draw.random(len(kind)) < 0.2] = -1
    patients[draw.random(len(kind)) < 0.35] = -1
    wrong = draw.random(len(kind)) < 0.05
    agents[wrong] = draw.choice(ACTORS, wrong.sum(), p=known)
    return agents, patients


def miscounted(draw: np.random.Generator, count: Column) -> Column:
    """Return figures: six in ten of those there are, half of them off by about a quarter."""
    told = (count > 0) & (draw.random(len(count)) < 0.6)
    slip = np.exp(draw.normal(0, 0.25, len(count)) * (draw.random(len(count)) < 0.5))
    return np.where(told, np.maximum(1, np.round(count * slip)), np.nan)


def blurred(draw: np.random.Generator, meaning: Column, event: Column) -> Column:
    """Return one unit vector a claim: its event's, with noise."""
    vectors = meaning[event] + 0.9 * draw.normal(0, 1, (len(event), WIDTH))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors.astype(np.float32)
