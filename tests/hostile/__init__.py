"""Hostile inputs, made by code: `python -m tests.hostile FOLDER` writes them out. All words in them are invented."""
