"""Weights to files: `python -m training.export runs/first/average.pt src/sayso/engines/weights`.

The encoder becomes an int8 ONNX graph (dynamic, per channel, seven bits of range: no overflow on processors without VNNI, and
closer to the float model), the heads an .npz of half floats, and `manifest.json` holds every
file's SHA-256.
"""

import argparse
import hashlib
import json
import shutil
import tempfile
import warnings
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from sayso.engines.weights import FILES
from training.__main__ import minilm
from training.measure import head_weights
from training.model import Encoder, Model


class Hidden(nn.Module):
    """The encoder up to one vector a piece: gathering words is done outside."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor, casings: Tensor, mask: Tensor) -> Tensor:
        encoder = self.encoder
        x = encoder.norm(encoder.word(ids) + encoder.position.weight[: ids.shape[1]] + encoder.casing(casings))
        bias = (1 - mask.to(x.dtype))[:, None, None, :] * -1e4
        for layer in encoder.layers:
            x = layer(x, bias)
        return x


def export(model: Model, folder: Path) -> None:
    """Write encoder.onnx, heads.npz, tokenizer.json and manifest.json into `folder`."""
    model.eval()
    folder.mkdir(parents=True, exist_ok=True)
    example = tuple(torch.ones(2, 16, dtype=torch.long) for _ in range(3))
    with tempfile.TemporaryDirectory() as place, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        whole = Path(place) / "whole.onnx"
        axes = {name: {0: "batch", 1: "length"} for name in ("ids", "casings", "mask", "hidden")}
        torch.onnx.export(Hidden(model.encoder), example, str(whole), input_names=["ids", "casings", "mask"],
                          output_names=["hidden"], dynamic_axes=axes, opset_version=17, dynamo=False)  # fmt: skip
        quantize_dynamic(str(whole), str(folder / "encoder.onnx"), per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
    np.savez_compressed(folder / "heads.npz", **{name: value.astype(np.float16) for name, value in head_weights(model).items()})
    shutil.copy(minilm() / "tokenizer.json", folder / "tokenizer.json")
    sums = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
    (folder / "manifest.json").write_text(json.dumps({"sha256": sums}, indent=1) + "\n")


def main() -> None:
    """Export as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    state = torch.load(arguments.weights, weights_only=False)
    model = Model()
    model.load_state_dict(state.get("model", state))
    export(model, arguments.folder)


if __name__ == "__main__":
    main()
