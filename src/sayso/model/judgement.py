"""A person's ruling. It outranks every score, and it is never overwritten, only followed by another one."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Ruling(StrEnum):
    """What a person may rule."""

    SAME = "same"
    NOT_SAME = "not_same"
    RETRACT = "retract"
    CONFIRM = "confirm"
    ACCEPT = "accept"
    EDIT = "edit"
    REJECT = "reject"
    SET = "set"
    UNDO = "undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Who ruled what on which ids (claims, events, reports, "publisher:NAME" or "actor:ID"), when (UTC) and with what note.

    `fields` are what EDIT and SET give: slots of a claim, the bloc of an outlet, the reliability letter of a voice.
    """

    ruling: Ruling
    subjects: tuple[str, ...]
    author: str
    at: datetime
    note: str = ""
    fields: tuple[tuple[str, str], ...] = ()
