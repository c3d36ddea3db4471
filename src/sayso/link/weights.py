"""The table of weights: read from weights.toml, and written by the training."""

import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from sayso.errors import SettingsError
from sayso.link.compare import FEATURES, Weights

MEANING = {
    "type": "share of the event's claims that are of the claim's type",
    "kin": "share of them of another type of the same family",
    "affinity": "mean over the members of what the two types add (table [affinity]); log-odds already",
    "vague": "one of the two is of a type that says little about what happened (other, assess, testify ...)",
    "both_vague": "both are",
    "place": "share of located members at the very place, -1 none to 1 all",
    "far": "distance, in units of how far off the words may be (at least 20 km)",
    "unplaced": "either side names no place",
    "day": "share of the event's days that the claim's time covers",
    "gap": "days between the claim's time and the day most members name, at most 6",
    "undated": "either side names no day",
    "agent": "likeness of the agents' names, -1 none to 1 the same words",
    "no_agent": "either side names no agent",
    "patient": "likeness of the patients' names, -1 to 1",
    "no_patient": "either side names no patient",
    "crossed": "likeness of one side's agent to the other's patient",
    "sort": "patients of one sort (civilians, soldiers, buildings): -1 never to 1 always",
    "object": "the same named ship or unit: -1 never to 1 always",
    "figure": "a figure of the claim is the event's middle figure of the same unit",
    "ratio": "logarithm of the ratio between the two, at most 3",
    "words": "likeness of the claims' own words",
    "context": "likeness of their words with participants and places",
    "vector": "cosine to the mean vector, where claims carry one",
    "fresh_vector": "the same over the root of the number of members: a mean of few is noisy",
    "denies": "the claim denies a member, or is denied by one",
    "disputes": "it disputes a member, or is disputed by one",
    "confirms": "it confirms a member, or is confirmed by one",
    "updates": "it updates a member, or is updated by one",
    "speaker": "likeness of the speakers' names",
    "same_report": "a member stands in the same report",
    "distance": "claims between them there, in tenths, at most 1",
    "echo": "likeness of their words, where a member stands in the same report",
    "voice": "likeness of the speakers' names there",
    "kin_here": "share of members of a kindred type there",
    "modality": "share of members that are otherwise real: planned, demanded, an opinion ...",
    "retracts": "one takes a report back: likeness of who does so to who speaks on the other side",
    "retracts_here": "one takes a report back, in the report of a member",
    "fresh": "one over the number of members",
}


def load_weights(path: Path | None = None) -> Weights:
    """Return the weights of the file at `path`, or the shipped ones.

    Raises SettingsError that lists every feature that is missing or unknown.
    """
    return shipped() if path is None else _weights(tomllib.loads(path.read_text("utf-8")), str(path))


@cache
def shipped() -> Weights:
    """Return the weights of the package."""
    return _weights(tomllib.loads((files(__package__) / "weights.toml").read_text("utf-8")), "weights.toml")


def _weights(given: dict[str, Any], place: str) -> Weights:
    held = given.get("weights", {})
    faults = [f"{place}: [weights] {name} is missing: write {name} = 0.0" for name in FEATURES if name not in held]
    faults += [f"{place}: [weights] {name} is no feature: take it out" for name in held if name not in {*FEATURES, "bias"}]
    if faults:
        raise SettingsError("\n".join(faults))
    pairs = {tuple(name.split("+", 1)): float(value) for name, value in given.get("affinity", {}).items()}
    types = given.get("types", {})
    return Weights(
        bias=float(held.get("bias", 0.0)), values=tuple(float(held[name]) for name in FEATURES),
        family={kind: family for family, kinds in types.get("families", {}).items() for kind in kinds},
        vague=frozenset(types.get("vague", ())), lasting=frozenset(types.get("lasting", ())),
        affinity={(one, other): value for (left, right), value in pairs.items() for one, other in ((left, right), (right, left))},
    )  # fmt: skip


def weights_text(weights: Weights) -> str:
    """Return the table as TOML, one line a feature with its meaning; `load_weights` reads it back."""
    families: dict[str, list[str]] = {}
    for kind, family in weights.family.items():
        families.setdefault(family, []).append(kind)
    rows = [("bias", weights.bias, "log-odds before anything is known"), *zip(FEATURES, weights.values, MEANING.values(), strict=True)]
    lines = [
        "# What each kind of likeness between a claim and an event weighs, in log-odds (natural logarithm).",
        "# Fitted by training/linker.py.",
        "[weights]",
    ]
    lines += [f"{name} = {value:g}".ljust(24) + f"# {meaning}" for name, value, meaning in rows]
    lines += ["", "[types]", "# types that say little about what happened"]
    lines += [f"vague = {sorted(weights.vague)}".replace("'", '"'), "# types that go on for days: their dates do not tell events apart"]
    lines += [
        f"lasting = {sorted(weights.lasting)}".replace("'", '"'),
        "",
        "# families: types told of one another's happenings",
        "[types.families]",
    ]
    lines += [f"{family} = {kinds}".replace("'", '"') for family, kinds in families.items()]
    lines += ["", "# what two types add beside all that", "[affinity]"]
    lines += [f'"{left}+{right}" = {value:g}' for (left, right), value in sorted(weights.affinity.items()) if left <= right]
    return "\n".join(lines) + "\n"
