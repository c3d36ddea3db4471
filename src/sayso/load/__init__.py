"""Bytes -> Report: text, HTML, feeds, archives, PDF, tables, messages, and pages from the network."""

from sayso.load.failure import Failure
from sayso.load.fetch import fetch
from sayso.load.inputs import Options, inputs
from sayso.load.source import Given, Loaded, files, load_bytes, load_file, load_text

__all__ = ["Failure", "Given", "Loaded", "Options", "fetch", "files", "inputs", "load_bytes", "load_file", "load_text"]
