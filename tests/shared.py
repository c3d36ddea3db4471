"""The folder with gold reports, corpora and scorers: beside the repository, or where SAYSO_SHARED says."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def shared_folder() -> Path:
    """Return where the shared folder is, or would be."""
    return Path(os.environ.get("SAYSO_SHARED", ROOT.parent / "shared"))


def shared_or_skip(path: str) -> Path:
    """Return `path` in the shared folder; skips the test where it is not there."""
    found = shared_folder() / path
    if not found.exists():
        pytest.skip(f"{path} of the shared folder is not here (set SAYSO_SHARED to its place)")
    return found
