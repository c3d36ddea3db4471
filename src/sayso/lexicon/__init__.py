"""Words as data: every TOML file of this folder is a table of words, each entry with the reason why it is there."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from sayso.errors import SettingsError


@cache
def table(name: str) -> dict[str, Any]:
    """Return the lexicon file `name` (without ".toml") as plain data; the caller turns it into its own nouns.

    Raises SettingsError where the file is missing or is no TOML.
    """
    source = files(__package__) / f"{name}.toml"
    try:
        return tomllib.loads(source.read_text("utf-8"))
    except FileNotFoundError:
        raise SettingsError(f"lexicon {name!r} is not in the package: reinstall sayso") from None
    except tomllib.TOMLDecodeError as fault:
        raise SettingsError(f"lexicon {name}.toml: {fault}: mend the line and run again") from fault
