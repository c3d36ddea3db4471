"""Something that could not be loaded or read: a row of its own, never the end of a run."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Failure:
    """A report that could not be read: where it came from, and what to do."""

    place: str
    message: str
