"""Bytes -> Report: files, text, HTML and pages from the network."""

from sayso.load.fetch import fetch
from sayso.load.source import Given, Loaded, files, load_bytes, load_file, load_text

__all__ = ["Given", "Loaded", "fetch", "files", "load_bytes", "load_file", "load_text"]
