"""Short invented reports, as many as one wants, all different: towns of the map, villages that are on none, day after day."""

import random
from datetime import date, timedelta

TOWNS = (
    "Sumy", "Kharkiv", "Kupiansk", "Pokrovsk", "Kherson", "Mykolaiv", "Odesa", "Poltava", "Chernihiv", "Zaporizhzhia", "Belgorod",
    "Bryansk", "Voronezh", "Rostov-on-Don", "El Fasher", "Nyala", "Omdurman", "Port Sudan", "El Obeid", "Goma", "Bukavu", "Bunia",
    "Myitkyina", "Lashio", "Sittwe", "Loikaw", "Khan Yunis", "Rafah", "Tyre", "Nabatieh", "Baalbek", "Hodeidah", "Marib", "Taiz",
)  # fmt: skip
FIRST, SECOND = ("Mar", "Tel", "Os", "Ver", "Kal", "Bre", "Dun", "Sol", "Har", "Lin", "Pet", "Vas"), ("ova", "ibe", "amo", "eri", "una")
THIRD = ("grad", "wick", "ka", "ivka", "dorf", "ley", "mouth", "sk", "pol", "stead", "ne", "rin")
ARMIES = (
    "Ukrainian forces",
    "Russian troops",
    "the army",
    "the Rapid Support Forces",
    "M23 rebels",
    "border guards",
    "the junta's air force",
)
ACTS = (
    "shelled a mill", "shot down a drone", "captured two soldiers", "destroyed a fuel depot", "withdrew from the ridge", "struck a school",
    "crossed the river", "took the railway station", "released nine prisoners", "delivered 40 tonnes of flour", "sank a patrol boat",
)  # fmt: skip
VOICES = (
    "The ministry of defence",
    "A spokesman for the brigade",
    "The regional governor",
    "A local resident",
    "The coast guard",
    "The mayor",
)
CUES = ("said", "claimed", "told reporters", "wrote on Telegram", "reported", "announced")
ANSWERS = ("denied it", "confirmed the account", "said it was checking the reports", "rejected the claim as false", "did not comment")
CARE = (
    "The claim could not be verified.",
    "A video showed smoke over the roofs.",
    "No documents were published.",
    "Witnesses saw two cars burn.",
)
OUTLETS, A_DAY = 60, 40  # reports of one day
BEGIN = date(2029, 1, 1)


def dispatch(number: int) -> dict[str, str]:
    """Return the report of this number (about 70 words) as a row of a table; numbers go up with the days, as news comes in."""
    dice = random.Random(number)
    town, village = dice.choice(TOWNS), dice.choice(FIRST) + dice.choice(SECOND) + dice.choice(THIRD)
    army, act, killed = dice.choice(ARMIES), dice.choice(ACTS), dice.randint(2, 60)
    where = dice.choice((f"in {town}", f"near {town}", f"in the village of {village}, {dice.randint(3, 40)} km from {town}"))
    day = BEGIN + timedelta(days=number // A_DAY)
    weekday = f"{day - timedelta(days=dice.randint(1, 4)):%A}"
    sentences = [
        f"{dice.choice(VOICES)} {dice.choice(CUES)} that {army} {act} {where} on {weekday}, killing {killed} people.",
        f"Officials in {town} {dice.choice(ANSWERS)}.",
        f"{dice.choice(VOICES)} {dice.choice(CUES)} that at least {dice.randint(2, 90)} people were wounded {where} and"
        f" {dice.randint(2, 30)} houses were damaged.",
        dice.choice(CARE),
        f"{dice.choice(VOICES)} {dice.choice(CUES)} that {dice.choice(ARMIES)} had {dice.choice(ACTS)} earlier this week.",
    ]
    return {
        "text": f"{town.upper()} (Dispatch {number}) - {' '.join(sentences)}",
        "title": f"Dispatch {number} from {town}", "published": day.isoformat(),
        "publisher": f"Invented Desk {number % OUTLETS}", "url": f"https://desk-{number % OUTLETS}.example/{number}",
    }  # fmt: skip
