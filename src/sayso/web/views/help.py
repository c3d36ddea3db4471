"""The help page: standings and rules out of the code that applies them, sides, keys."""

from sayso.model import Verdict
from sayso.stand.rulebook import sections
from sayso.web import marks
from sayso.web.house import House
from sayso.web.marks import Plain

KEYS = (
    (("j", "k"), "next, previous row, claim or account"), (("Enter",), "open it"), (("/",), "search"), (("?",), "this page"),
    (("1", "6"), "the desks of the board"), (("[", "]"), "earlier, later known time of an event"), (("g", "b"), "board"),
    (("g", "m"), "map"), (("g", "t"), "timeline"), (("g", "n"), "network"), (("g", "r"), "reports"), (("g", "a"), "actors"),
    (("g", "c"), "changes"), (("a", "e", "x"), "in review: accept, edit, reject"), (("n", "p"), "in review: next, previous"),
    (("u",), "in review: undo"), (("r",), "reload"), (("y",), "copy the address"), (("Esc",), "clear"),
)  # fmt: skip


def help_page(house: House) -> Plain:
    """Return the page."""
    first, *others = sections()
    means = {name.strip("`"): words for name, words in first.rows}
    return {
        "standings": [{**marks.badge(one), "means": means[str(one)]} for one in Verdict], "sides": house.sides().legend(), "keys": KEYS,
        "parts": [{"title": one.title, "head": one.head, "rows": [[cell.replace("`", "") for cell in row] for row in one.rows],
                   "anchors": one.title.startswith(("The verdict", "Before", "Beside"))} for one in others],
    }  # fmt: skip
