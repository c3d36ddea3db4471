"""Tokens for those who are not at this machine: made once, shown once, kept as hashes."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sayso.errors import SettingsError

PREFIX = "sayso_"


class Role(StrEnum):
    """What a token lets one do."""

    READ = "read"
    WRITE = "write"


@dataclass(frozen=True, slots=True)
class Tokens:
    """Roles by the SHA-256 of their tokens (256 random bits each, so a plain hash is safe at rest)."""

    roles: tuple[tuple[str, Role], ...]

    def role(self, token: str) -> Role | None:
        """Return the role of a token, None where nobody made it; the time that this takes tells nothing."""
        own, found = digest(token), None
        for known, role in self.roles:
            if hmac.compare_digest(known, own):
                found = role
        return found


def digest(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def load_tokens(path: Path) -> Tokens:
    """Return the tokens of a file: a line each, the role and the hash. Raises SettingsError where it cannot be read."""
    if not path.exists():
        return Tokens(())
    roles = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        role, _, known = line.partition(" ")
        if line.strip() and (role not in tuple(Role) or len(known.strip()) != 64):
            raise SettingsError(f"{path}:{number}: {line[:20]!r} is no token: take the line out and run `sayso token`")
        if line.strip():
            roles.append((known.strip(), Role(role)))
    return Tokens(tuple(roles))


def make_token(path: Path, role: Role) -> str:
    """Return a new token and keep its hash in the file, which nobody else may read."""
    token = PREFIX + secrets.token_urlsafe(32)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    with path.open("a", encoding="utf-8") as out:
        out.write(f"{role} {digest(token)}\n")
    return token
