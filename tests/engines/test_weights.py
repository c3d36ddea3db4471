"""Weights are opened only where they are the released ones."""

import json
import shutil
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from sayso.engines.weights import FILES, open_engine
from sayso.errors import EngineError


def turned(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    ("breaks", "told"),
    [
        pytest.param(turned, r"has the SHA-256 [0-9a-f]{64}, not [0-9a-f]{64} of manifest.json beside it: reinstall", id="a bit turned"),
        pytest.param(Path.unlink, "No such file or directory: reinstall", id="missing"),
    ],
)
def test_other_files_are_refused(name: str, breaks: Callable[[Path], None], told: str, tmp_path: Path) -> None:
    for one in (*FILES, "manifest.json"):
        shutil.copy(str(files("sayso.engines") / "weights" / one), tmp_path / one)
    breaks(tmp_path / name)
    with pytest.raises(EngineError, match=rf"{name}: {told}"):
        open_engine(tmp_path, 1)


@pytest.mark.parametrize("words", ["", "{}", '{"sha256": {}}', json.dumps({"sha256": {"encoder.onnx": "0" * 64}})])
def test_a_manifest_that_lacks_digests_opens_nothing(words: str, tmp_path: Path) -> None:
    for one in FILES:
        shutil.copy(str(files("sayso.engines") / "weights" / one), tmp_path / one)
    (tmp_path / "manifest.json").write_text(words, "utf-8")
    with pytest.raises(EngineError, match="reinstall sayso"):
        open_engine(tmp_path, 1)
