"""Telegram: the channel or chat that its desktop client exported as result.json."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sayso.errors import InputError
from sayso.load.failure import Failure

FORWARDED = "Forwarded from "  # the first line of a forwarded message: whose words it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message: its number in the chat, who posted it, when, and its text; `origin` is whom it was forwarded from, or None."""

    number: int
    publisher: str | None
    published: date | None
    text: str
    origin: str | None


def is_export(data: Any) -> bool:
    """Return whether parsed JSON is such an export."""
    return isinstance(data, dict) and (isinstance(data.get("messages"), list) or isinstance(data.get("chats"), dict))


def messages(path: Path) -> Iterator[Message | Failure]:
    """Yield the messages that hold text, in their order. Raises InputError where the file is no export."""
    try:
        data = json.loads(path.read_text("utf-8-sig"))
    except OSError as fault:
        raise InputError(f"{path}: {fault.strerror}: name a file that can be read") from None
    except (ValueError, RecursionError) as fault:
        raise InputError(f"{path}: no JSON ({fault}): export the chat again as JSON") from None
    if not is_export(data):
        raise InputError(f"{path}: JSON, but no Telegram export (it holds no messages): give result.json, or a table as .jsonl")
    chats = data["chats"].get("list") if "messages" not in data else [data]
    for chat in chats if isinstance(chats, list) else []:
        rows = chat.get("messages") if isinstance(chat, dict) else None
        for number, row in enumerate(rows if isinstance(rows, list) else [], 1):
            found = _message(row, chat, f"{path}#{number}")
            if found is not None:
                yield found


def _message(row: Any, chat: dict[str, Any], place: str) -> Message | Failure | None:
    if not isinstance(row, dict):
        return Failure(place, f"{place}: no message: export the chat again")
    if row.get("type", "message") != "message":
        return None
    body = _text(row.get("text"))
    if not body.strip():
        return None
    try:
        day = date.fromisoformat(str(row.get("date", ""))[:10])
    except ValueError:
        day = None
    origin = row.get("forwarded_from")
    name = chat.get("name") or row.get("from")
    own = str(origin).strip() if origin else None
    text = f"{FORWARDED}{own}:\n\n{body}" if own else body
    number = row["id"] if isinstance(row.get("id"), int) else 0
    return Message(number=number, publisher=str(name) if name else None, published=day, text=text, origin=own)


def _text(value: Any) -> str:
    """The text of a message: a string, or a list of strings and marked stretches."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return "".join(one if isinstance(one, str) else str(one.get("text", "")) if isinstance(one, dict) else "" for one in value)
    return ""
