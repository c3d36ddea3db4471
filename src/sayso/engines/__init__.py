"""The encoder and its heads: the only importer of onnxruntime."""

from sayso.engines.reading import ClaimScores, Engine, Reading
from sayso.engines.weights import OnnxEngine, default_engine, open_engine

__all__ = ["ClaimScores", "Engine", "OnnxEngine", "Reading", "default_engine", "open_engine"]
