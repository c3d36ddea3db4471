"""What a hostile input is, and the honest words that stand inside and beside them."""

from dataclasses import dataclass

SENTENCE = "The ministry said on Monday that two soldiers had been killed near Harrow. "
GOOD = "The Norland army said on Monday that two depots near Harrow had burned. A resident of Harrow saw no fire.\n"


@dataclass(frozen=True)
class Hostile:
    """An input: what it is called in the tests, the name of its file, its bytes; `good` reports in it must come through."""

    what: str
    file: str
    data: bytes
    good: int = 0


def text(what: str, words: str, file: str = "report.txt") -> Hostile:
    """An input of words in UTF-8; lone surrogates go in as they are."""
    return Hostile(what, file, words.encode("utf-8", "surrogatepass"))
