"""Questions to a served ledger, each time others: every page and every address of the API, and some that cannot be answered."""

import json
import random
from collections import deque
from dataclasses import dataclass, field
from urllib.parse import quote

from bench.dispatches import TOWNS
from sayso.model import EventType, Verdict
from sayso.stand import PROFILES
from sayso.web.question import SORTS

TYPES, VERDICTS = [str(one) for one in EventType], [str(one) for one in Verdict]
WORDS = ("drone", "mill", "fuel depot", '"border guards"', "captur*", "governor", "killed", "flour", "ridge")
LISTS = ("/board", "/map", "/map/data", "/timeline", "/network", "/reports", "/actors", "/changes", "/search", "/ships", "/help", "/")
PLAIN = ("/reports/new", "/i.svg", "/map/base/world.geojson", "/map/base/labels.geojson", "/login", "/api/v1/openapi.json",
         "/api/v1/about", "/api/v1/jobs", "/api/v1/judgements", "/api/v1/corrections", "/api/v1/corrections?form=prodigy")  # fmt: skip
FORMS = ("/board.json", "/board.csv", "/board.geojson", "/reports.json", "/reports.csv", "/actors.json", "/timeline.json", "/changes.json")
API = ("events", "claims", "reports", "actors", "facets", "timeline", "changes")
WRONG = ("/board?type=dance", "/board?from=someday", "/events/ev-none", "/reports/none", "/api/v1/events?limit=0", "/api/v1/events?after=x",
         "/api/v1/claims/none", "/api/v1/jobs/none", "/board?rules=mine", "/nowhere", "/api/v1/timeline?asof=never")  # fmt: skip
KEPT = 400  # ids that are remembered


@dataclass(slots=True)
class Seen:
    """Ids that answers gave, the latest ones."""

    events: deque[str] = field(default_factory=lambda: deque(maxlen=KEPT))
    claims: deque[str] = field(default_factory=lambda: deque(maxlen=KEPT))
    reports: deque[str] = field(default_factory=lambda: deque(maxlen=KEPT))
    voices: deque[str] = field(default_factory=lambda: deque(maxlen=KEPT))
    jobs: deque[str] = field(default_factory=lambda: deque(maxlen=KEPT))
    times: deque[str] = field(default_factory=lambda: deque(maxlen=KEPT))

    def learn(self, path: str, body: bytes) -> None:
        """Keep the ids of an answer of the API."""
        if path.startswith("/api/v1/events?"):
            found = json.loads(body)["events"]
            self.events += [one["permalink"].partition("?")[0].rpartition("/")[2] for one in found]
            self.claims += [claim for one in found for claim in one["claim_ids"]]
        elif path.startswith("/api/v1/actors?"):
            self.voices += [one["id"] for one in json.loads(body).get("rows", ()) if "id" in one]
        elif path.startswith("/api/v1/about"):
            self.times.append(json.loads(body)["known"] or "2031-01-01")


def asked(dice: random.Random) -> str:
    """Return a query of some filters."""
    own = [
        ("type", dice.choice(TYPES)), ("standing", dice.choice(VERDICTS)), ("from", f"2029-{dice.randint(1, 12):02}-01"),
        ("to", f"2030-{dice.randint(1, 12):02}-28"), ("place", dice.choice(TOWNS)), ("sort", dice.choice(list(SORTS))),
        ("rules", dice.choice(PROFILES)), ("ev", f"E{dice.randint(0, 4)}"), ("outlet", f"Invented Desk {dice.randrange(60)}"),
        ("bbox", f"{dice.randint(20, 30)},{dice.randint(40, 48)},{dice.randint(31, 45)},{dice.randint(49, 60)}"),
    ]  # fmt: skip
    return "&".join(f"{name}={quote(value)}" for name, value in dice.sample(own, dice.randint(0, 3)))


def question(dice: random.Random, seen: Seen) -> tuple[str, bool]:
    """Return an address, and whether it is one that can be answered."""
    draw = dice.random()
    if draw < 0.03:
        return dice.choice(WRONG), False
    if draw < 0.10:
        return dice.choice(PLAIN), True
    if draw < 0.45:
        return _one(dice, seen), True
    query = asked(dice)
    if dice.random() < 0.1 and seen.times:
        query += f"&asof={quote(dice.choice(list(seen.times)))}"
    if draw < 0.75:
        path = dice.choice(LISTS)
        query += f"&q={quote(dice.choice(WORDS))}" if path in ("/search", "/reports") else ""
    elif draw < 0.82:
        path = dice.choice(FORMS)
    else:
        path = f"/api/v1/{dice.choice(API)}"
        query += f"&limit={dice.choice((5, 50, 200))}" if path.endswith(("events", "claims")) else ""
        query += f"&q={quote(dice.choice(WORDS))}" if path.endswith("claims") and dice.random() < 0.5 else ""
    return f"{path}?{query.lstrip('&')}", True


def _one(dice: random.Random, seen: Seen) -> str:
    """An address of one thing, or of a list of things while none is known."""
    kinds = {
        ("/events/{}", "/events/{}.json", "/review/{}", "/api/v1/events/{}", "/api/v1/events/{}/history"): seen.events,
        ("/claims/{}", "/api/v1/claims/{}"): seen.claims, ("/reports/{}", "/reports/{}.json", "/api/v1/reports/{}"): seen.reports,
        ("/actors/{}", "/api/v1/actors/{}", "/actors/{}.json"): seen.voices, ("/jobs/{}", "/api/v1/jobs/{}"): seen.jobs,
    }  # fmt: skip
    shapes, ids = dice.choice(list(kinds.items()))
    try:
        return dice.choice(shapes).format(quote(dice.choice(list(ids))))
    except (IndexError, RuntimeError):  # none yet, or others were learned meanwhile
        return f"/api/v1/{dice.choice(('events', 'actors'))}?limit=50"
