"""The released weights: found in the package, checked against their SHA-256, opened on onnxruntime."""

import hashlib
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
from threadpoolctl import threadpool_limits
from tokenizers import Tokenizer

from sayso.engines import heads
from sayso.engines.encoder import EncodedReading, pad, read
from sayso.engines.reading import Floats
from sayso.engines.words import Pieces, Window
from sayso.errors import EngineError

FILES = ("encoder.onnx", "heads.npz", "tokenizer.json")


@dataclass(frozen=True, slots=True)
class OnnxEngine:
    """The trained encoder. One engine serves one thread; make one in each process."""

    digest: str
    pieces: Pieces
    session: Any = field(repr=False)
    weights: heads.Weights = field(repr=False)
    batch: int = 1  # dynamic quantisation scales by batch: alone, a window gives the same vectors wherever it is read, and no slower

    def read(self, texts: Sequence[str]) -> list[EncodedReading]:
        """Return a reading for each text, in order; an empty text gives a reading without words."""
        return read(texts, self.pieces, self._vectors, self.weights, self.batch)

    def _vectors(self, windows: Sequence[Window]) -> list[Floats]:
        ids, casings, mask, first = pad(windows)
        hidden = self.session.run(None, {"ids": ids, "casings": casings, "mask": mask})[0]
        return [hidden[row, first[row, : len(piece.first)]] for row, piece in enumerate(windows)]


def open_engine(folder: Path, threads: int) -> OnnxEngine:
    """Return the engine whose weights lie in `folder`; numpy's own threads are held to `threads` as well, for they wait by spinning.

    Raises EngineError where a file is missing or its SHA-256 is not the one in `manifest.json`.
    """
    threadpool_limits(threads, user_api="blas")
    known = manifest(folder)
    data = {name: _checked(folder, name, known) for name in FILES}
    options = ort.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    options.log_severity_level = 3
    session = ort.InferenceSession(data["encoder.onnx"], options, providers=["CPUExecutionProvider"])
    with np.load(io.BytesIO(data["heads.npz"])) as archive:
        weights = {name: archive[name].astype(np.float32) for name in archive.files}
    pieces = Pieces(Tokenizer.from_str(data["tokenizer.json"].decode()))
    whole = hashlib.sha256(b"".join(bytes.fromhex(known[name]) for name in FILES)).hexdigest()
    return OnnxEngine(whole, pieces, session, weights)


def manifest(folder: Path | Traversable) -> dict[str, str]:
    """Return the released SHA-256 of each file of the weights. Raises EngineError."""
    try:
        found: dict[str, str] = json.loads((folder / "manifest.json").read_text("utf-8"))["sha256"]
    except (OSError, ValueError, KeyError) as fault:
        raise EngineError(f"{folder / 'manifest.json'}: {fault}: reinstall sayso, or make the weights with python -m training") from None
    return found


def _checked(folder: Path, name: str, known: dict[str, str]) -> bytes:
    try:
        data = (folder / name).read_bytes()
    except OSError as fault:
        raise EngineError(f"{folder / name}: {fault.strerror}: reinstall sayso") from None
    found, wanted = hashlib.sha256(data).hexdigest(), known.get(name)
    if found != wanted:
        raise EngineError(f"{folder / name}: has the SHA-256 {found}, not {wanted} of manifest.json beside it: reinstall sayso")
    return data


@cache
def default_engine(threads: int = 1) -> OnnxEngine:
    """Return the engine with the weights of the package, opened once a process; `threads` is how many cores one batch may use."""
    with as_file(files("sayso.engines") / "weights") as folder:
        return open_engine(folder, threads)
