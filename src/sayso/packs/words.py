"""How names are compared: without case, accents, articles and the marks that writers set differently."""

import unicodedata
from functools import lru_cache

_SAME = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "-": " ", "‑": " ", "–": " ", ".": None, ",": None, '"': None, "“": None, "”": None}
)  # fmt: skip
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "ı": "i", "đ": "d", "ð": "d", "ß": "ss"})
_ARTICLES = ("the ", "a ", "an ")


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Return the name in the form that is compared: "the U.S. commander-in-chief" -> "us commander in chief"."""
    low = text.translate(_SAME).lower()
    if not low.isascii():
        bare = unicodedata.normalize("NFKD", low.translate(_LETTERS))
        low = "".join(mark for mark in bare if not unicodedata.combining(mark))
    low = " ".join(low.split())
    for article in _ARTICLES:
        low = low.removeprefix(article)
    return low


def owner(text: str) -> str:
    """Return a plain name without the mark of the possessive: "ukraine's" -> "ukraine", "netherlands'" -> "netherlands"."""
    return text.removesuffix("'s").removesuffix("'")


def as_written(alias: str, mention: str) -> bool:
    """Return False where a short name in capitals (IS, WHO, AP) stands in the mention as a common word."""
    letters = "".join(mark for mark in alias if mark.isalpha())
    if len(letters) > 3:
        return any(mark.isupper() for mark in mention) or not letters[0].isupper()
    return not letters.isupper() or letters in mention.replace(".", "")
