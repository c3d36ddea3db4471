"""What sayso is made of, from what is installed, without the network: its dependencies with their licences, and the bill of materials."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution, version
from importlib.resources import files
from typing import Any

from sayso.engines.weights import FILES, manifest
from sayso.gazetteer import SHIPPED

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class Dependency:
    """A distribution that sayso needs: its name, version and licence ("not stated" where its metadata says none), and what it needs."""

    name: str
    version: str
    licence: str
    needs: tuple[str, ...]

    @property
    def reference(self) -> str:
        """Its package URL (purl)."""
        return f"pkg:pypi/{plain(self.name)}@{self.version}"


def plain(name: str) -> str:
    """Return a distribution's name as package indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def dependencies(root: str = "sayso") -> tuple[Dependency, ...]:
    """Return everything that `root` needs and that is installed, by name; extras are left out."""
    found: dict[str, Dependency] = {}
    open_ = [*_needs(distribution(root))]
    while open_:
        name = plain(open_.pop())
        if name in found:
            continue
        try:
            own = distribution(name)
        except PackageNotFoundError:  # for another platform or another Python
            continue
        found[name] = Dependency(own.name, own.version, licence_of(own), tuple(sorted({plain(one) for one in _needs(own)})))
        open_ += found[name].needs
    return tuple(sorted(found.values(), key=lambda one: plain(one.name)))


def _needs(own: Distribution) -> Iterable[str]:
    for line in own.requires or ():
        name = _NAME.match(line)
        if name and not re.search(r";.*\bextra\s*==", line):
            yield name[0]


def licence_of(own: Distribution) -> str:
    """Return the licence that a distribution's metadata states, "not stated" where it states none."""
    meta = own.metadata.json
    classified = [line.rsplit(" :: ", 1)[-1] for line in _lines(meta.get("classifier")) if line.startswith("License ::")]
    stated = _lines(meta.get("license_expression")) or classified[:1] or _lines(meta.get("license"))
    return stated[0].split("\n")[0].strip() or NOT_STATED if stated else NOT_STATED


def _lines(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else value or []


def bill() -> dict[str, Any]:
    """Return the bill of materials (CycloneDX 1.5): sayso, its dependencies, the weights and the gazetteer with their SHA-256."""
    own, needed = f"pkg:pypi/sayso@{version('sayso')}", dependencies()
    references = {plain(one.name): one.reference for one in needed}
    direct = sorted({plain(name) for name in _needs(distribution("sayso"))} & references.keys())
    data = [_data(f"weights/{name}", "machine-learning-model", digest) for name, digest in _weights().items()]
    data.append(_data("gazetteer/world.gaz", "data", SHIPPED.with_name(SHIPPED.name + ".sha256").read_text("utf-8").split()[0]))
    tree = [{"ref": own, "dependsOn": [*(references[name] for name in direct), *(one["bom-ref"] for one in data)]}]
    tree += [{"ref": one.reference, "dependsOn": [references[name] for name in one.needs if name in references]} for one in needed]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {"type": "application", "bom-ref": own, "name": "sayso", "version": version("sayso"), "purl": own}},
        "components": [*map(_component, needed), *data],
        "dependencies": tree,
    }


def _weights() -> dict[str, str]:
    known = manifest(files("sayso.engines") / "weights")
    return {name: known[name] for name in FILES}


def _component(one: Dependency) -> dict[str, Any]:
    licences = [{"license": {"name": one.licence}}] if one.licence != NOT_STATED else []
    row = {"type": "library", "bom-ref": one.reference, "name": one.name, "version": one.version, "purl": one.reference}
    return {**row, "licenses": licences} if licences else row


def _data(name: str, kind: str, digest: str) -> dict[str, Any]:
    hashes = [{"alg": "SHA-256", "content": digest}]
    return {"type": kind, "bom-ref": f"sayso:{name}", "name": name, "version": version("sayso"), "hashes": hashes}
