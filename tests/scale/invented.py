"""Invented reports in any number: every third of a dozen happenings, told by several outlets in their own words. All of it is fiction."""

from datetime import date, timedelta

FIRST = date(2031, 5, 12)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
OUTLETS = ("Morning Wire", "Capital Post", "Harbour Gazette", "Northern Dispatch", "Sentinel")
PLACES = ("Orel", "Harkiv", "Sumy", "Belgorod", "Kursk", "Poltava", "Odesa", "Kherson", "Izium", "Bakhmut", "Lyman", "Tokmak")
TOLD = (
    ("{count} soldiers were killed in a drone strike near {place} on {day}, the defence ministry said.",
     "A drone killed {count} soldiers near {place} on {day}, residents of the town told {outlet}."),
    ("Troops captured {count} prisoners at {place} on {day}, the general staff reported.",
     "The governor denied that {count} soldiers had been taken prisoner at {place} on {day}."),
    ("A missile destroyed a warehouse in {place} on {day}, wounding {count} workers, the mayor said.",
     "{count} workers were injured when a missile hit a warehouse in {place} on {day}, according to police."),
    ("The army said it had shot down {count} drones over {place} on {day}.",
     "Air defence shot down {count} drones over {place} on {day}, a spokesman for the air force said."),
)  # fmt: skip
MORE = (
    "Officials called the situation difficult.",
    "A witness said the shelling lasted until evening.",
    "{outlet} could not verify the claim.",
    "An analyst said that the road to {place} may be cut within days.",
)


def text(number: int) -> str:
    """Return report `number`: a header and three paragraphs; reports whose numbers lie close tell of the same happenings."""
    outlet, published = OUTLETS[number % len(OUTLETS)], FIRST + timedelta(days=1 + number // 12)
    told = []
    for step in range(2):
        happening = number // 3 + 7 * step
        words = {
            "count": 2 + happening % 9, "place": PLACES[happening % len(PLACES)], "outlet": outlet,
            "day": DAYS[(published - timedelta(days=1 + step)).weekday()],
        }  # fmt: skip
        told.append(TOLD[happening % len(TOLD)][number % 2].format(**words) + " " + MORE[(number + step) % len(MORE)].format(**words))
    head = f"---\ntitle: Report {number}\npublisher: {outlet}\npublished: {published}\nurl: https://invented.example/{number}\n---\n"
    return head + "\n\n".join(told) + "\n"
