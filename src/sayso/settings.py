"""Every threshold of sayso, read once. `settings.toml` beside this file lists each key with its meaning and is the manual.

A user's own file (`--settings FILE`, or the path in the environment variable SAYSO_SETTINGS) overrides single keys.
"""

import difflib
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from sayso.errors import SettingsError

ENVIRONMENT = "SAYSO_SETTINGS"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadSettings:
    """Limits on what is read."""

    largest_mb: float = 8.0
    longest_text: int = 6_000_000
    longest_part: int = 30_000
    deepest_html: int = 400
    summary: int = 600
    other_language_share: float = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """Manners and guards on the network."""

    private_addresses: bool = False
    largest_mb: float = 8.0
    seconds: float = 20.0
    redirects: int = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchSettings:
    """How often feeds are asked."""

    every: float = 900.0
    longest: float = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributeSettings:
    """Thresholds of the encoder's decisions."""

    outside_bias: float = -0.8
    none_bias: float = -2.0
    cue_distance: float = 0.2
    source_distance: float = 0.05
    link_distance: float = 0.06
    relay_bonus: float = 0.5
    role_distance: float = 0.04
    trigger_bonus: float = 1.5
    head_bonus: float = 1.5
    shortest_quote: int = 6
    candidate_floor: float = 0.01
    claim_floor: float = 0.04
    hedge_floor: float = 0.2
    answer_floor: float = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceSettings:
    """The encoder's chance that a claim rests on a kind of evidence, from which words that name it count."""

    source: float = 0.0
    content: float = 0.15
    sentence: float = 0.15
    before: float = 0.15
    testimony_named: float = 0.1
    testimony: float = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkSettings:
    """Thresholds of linking claims to events, in log-odds (natural logarithm) where nothing else is said."""

    theta: float = 0.0
    margin: float = 0.2
    merge_theta: float = -1.5
    days_apart: int = 3
    published_apart: int = 21
    km_apart: float = 60.0
    copied: float = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class StandSettings:
    """Thresholds of the standing rules (docs/standing.md)."""

    count_ratio: float = 2.0
    place_tolerance_km: float = 25.0
    narrating_outlets: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerSettings:
    """How the ledger file is used."""

    memory_mb: int = 640
    threads: int = 0
    clock_slack_seconds: float = 60.0
    search_step: int = 200
    roll_up_after: int = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PackSettings:
    """Which actor packs are read: names of shipped ones, or paths of files of your own."""

    names: tuple[str, ...] = ("core", "ua-ru")


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerSettings:
    """Where places come from."""

    worldview: str = "un"
    folder: str = "~/.local/share/sayso/gazetteer"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishSettings:
    """Care in what leaves the house."""

    sensitive_blur_km: float = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """The pages: what they list, how much at a time, and the doors."""

    desks: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    rows: int = 50
    longest_list: int = 12
    with_names: bool = False
    tokens: str = "~/.local/share/sayso/tokens"
    largest_request_mb: float = 8.0
    requests_a_minute: int = 600
    writes_a_minute: int = 120
    session_hours: float = 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings, a section for each stage."""

    load: LoadSettings = field(default_factory=LoadSettings)
    fetch: FetchSettings = field(default_factory=FetchSettings)
    watch: WatchSettings = field(default_factory=WatchSettings)
    attribute: AttributeSettings = field(default_factory=AttributeSettings)
    evidence: EvidenceSettings = field(default_factory=EvidenceSettings)
    link: LinkSettings = field(default_factory=LinkSettings)
    stand: StandSettings = field(default_factory=StandSettings)
    ledger: LedgerSettings = field(default_factory=LedgerSettings)
    packs: PackSettings = field(default_factory=PackSettings)
    publish: PublishSettings = field(default_factory=PublishSettings)
    gazetteer: GazetteerSettings = field(default_factory=GazetteerSettings)
    web: WebSettings = field(default_factory=WebSettings)


def load_settings(path: Path | None = None) -> Settings:
    """Return the shipped settings with those of `path`, or of the file that SAYSO_SETTINGS names, on top.

    Raises SettingsError that lists every fault of the file at once.
    """
    named = path or (Path(os.environ[ENVIRONMENT]) if os.environ.get(ENVIRONMENT) else None)
    return shipped() if named is None else merged(shipped(), _read(named), str(named))


@cache
def shipped() -> Settings:
    """Return the settings of the package's own settings.toml."""
    return merged(Settings(), tomllib.loads((files("sayso") / "settings.toml").read_text("utf-8")), "settings.toml")


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as fault:
        raise SettingsError(f"{path}: {fault.strerror}: name a settings file that can be read") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise SettingsError(f"{path}: {fault}: mend the line and run again") from None


def merged(base: Settings, given: Mapping[str, Any], place: str) -> Settings:
    """Return `base` with the keys of `given`; `place` names the file in error messages."""
    faults: list[str] = []
    sections: dict[str, Any] = {}
    known = [one.name for one in fields(base)]
    for name, own in given.items():
        if name not in known or not isinstance(own, Mapping):
            faults.append(f"{place}: [{name}] is no section: {_advice(name, known)}")
            continue
        section = getattr(base, name)
        sections[name] = replace(section, **_values(section, own, f"{place}: {name}", faults))
    if faults:
        raise SettingsError("\n".join(faults))
    return replace(base, **sections)


def _values(section: Any, own: Mapping[str, Any], place: str, faults: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    names = [one.name for one in fields(section)]
    for name, value in own.items():
        if name not in names:
            faults.append(f"{place}.{name} is no setting: {_advice(name, names)}")
            continue
        want = type(getattr(section, name))
        if want is float and type(value) is int:
            value = float(value)
        if want is tuple and isinstance(value, list) and all(isinstance(one, str) for one in value):
            value = tuple(value)
        if type(value) is not want:
            faults.append(f"{place}.{name} = {value!r} is no {want.__name__}: give one, such as {getattr(section, name)!r}")
            continue
        found[name] = value
    return found


def _advice(name: str, known: list[str]) -> str:
    near = difflib.get_close_matches(name, known, 1)
    return f"did you mean {near[0]!r}?" if near else f"take one of {', '.join(known)}"
