"""A voice of a few hundred bytes: a graph that sings one note a phoneme, in the form of a Piper or VITS voice."""

import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

RATE = 22_050
HOP = 1600
"""Samples a phoneme at length scale 1."""


def _graph(inputs: dict[str, tuple[int, list]], scales: str, index: int) -> onnx.GraphProto:  # type: ignore[type-arg]
    """`output` = sin(0.06 n) for n below HOP × phonemes × length scale."""
    constants = {
        "hop": np.float32(HOP),
        "zero": np.float32(0),
        "one": np.float32(1),
        "step": np.float32(0.06),
        "index": np.array([index], np.int64),
        "shape": np.array([1, 1, -1], np.int64),
        "half": np.float32(0.5),
    }
    nodes = [
        helper.make_node("Cast", ["input_lengths" if "input_lengths" in inputs else "x_length"], ["count"], to=1),
        helper.make_node("Gather", [scales, "index"], ["scale"])
        if index >= 0
        else helper.make_node("Identity", [scales], ["scale"]),
        helper.make_node("Mul", ["count", "scale"], ["frames"]),
        helper.make_node("Mul", ["frames", "hop"], ["length"]),
        helper.make_node("ReduceSum", ["length"], ["total"], keepdims=0),
        helper.make_node("Range", ["zero", "total", "one"], ["places"]),
        helper.make_node("Mul", ["places", "step"], ["phase"]),
        helper.make_node("Sin", ["phase"], ["wave"]),
        helper.make_node("Mul", ["wave", "half"], ["quiet"]),
        helper.make_node("Reshape", ["quiet", "shape"], ["output" if "input" in inputs else "y"]),
    ]
    return helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info(name, kind, shape) for name, (kind, shape) in inputs.items()],
        [helper.make_tensor_value_info("output" if "input" in inputs else "y", TensorProto.FLOAT, [1, 1, "n"])],
        [numpy_helper.from_array(np.asarray(value), name) for name, value in constants.items()],
    )


def _save(graph: onnx.GraphProto, path: Path, **metadata: str) -> None:
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    for key, value in metadata.items():
        model.metadata_props.append(onnx.StringStringEntryProto(key=key, value=value))
    onnx.save(model, str(path))


def piper(folder: Path, name: str = "bn_BD-tiny-low") -> Path:
    """Write a Piper voice: `NAME.onnx` with inputs `input`, `input_lengths`, `scales`, and its JSON."""
    inputs = {
        "input": (TensorProto.INT64, [1, "t"]),
        "input_lengths": (TensorProto.INT64, [1]),
        "scales": (TensorProto.FLOAT, [3]),
    }
    path = folder / f"{name}.onnx"
    _save(_graph(inputs, "scales", 1), path)
    symbols = "_^$ " + "".join(
        chr(code) for code in (*range(0x61, 0x7B), *range(0x250, 0x2B0), 0xE6, 0xF0, 0x303, 0x2C8, 0x2D0)
    )
    config = {
        "audio": {"sample_rate": RATE},
        "espeak": {"voice": "bn"},
        "inference": {"noise_scale": 0.0, "length_scale": 1.0, "noise_w": 0.0},
        "num_symbols": len(symbols),
        "num_speakers": 1,
        "phoneme_id_map": {symbol: [number] for number, symbol in enumerate(symbols)},
        "phoneme_type": "espeak",
    }
    Path(f"{path}.json").write_text(json.dumps(config), encoding="utf-8")
    return path


def sherpa(folder: Path) -> Path:
    """Write a VITS folder as sherpa-onnx loads one for Meta's MMS: letters are its tokens."""
    folder.mkdir(parents=True, exist_ok=True)
    inputs = {
        "x": (TensorProto.INT64, [1, "t"]),
        "x_length": (TensorProto.INT64, [1]),
        "noise_scale": (TensorProto.FLOAT, [1]),
        "length_scale": (TensorProto.FLOAT, [1]),
        "noise_scale_w": (TensorProto.FLOAT, [1]),
    }
    about = {
        "model_type": "vits", "comment": "mms", "language": "Bengali", "add_blank": "1", "n_speakers": "1",
        "sample_rate": "16000", "punctuation": "", "frontend": "characters",
    }  # fmt: skip
    _save(_graph(inputs, "length_scale", -1), folder / "model.onnx", **about)
    letters = [" ", *(chr(code) for code in range(0x980, 0x9FF))]
    rows = [f"{letter} {number}" for number, letter in enumerate(letters)]
    (folder / "tokens.txt").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder
