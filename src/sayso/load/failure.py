"""Something that could not be loaded or read: a row of its own, never the end of a run."""

from dataclasses import dataclass

LONGEST = 500  # characters of a message


@dataclass(frozen=True, slots=True)
class Failure:
    """A report that could not be read: where it came from, and what to do."""

    place: str
    message: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "place", shown(self.place))
        object.__setattr__(self, "message", shown(self.message))


def shown(words: str) -> str:
    """Return words of an input as a terminal can take them: nothing that steers it, and of very long ones the beginning and the end."""
    plain = "".join(one if one.isprintable() else one.encode("unicode_escape").decode("ascii") for one in words)
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST // 2]} [...] {plain[-LONGEST // 2 :]}"
