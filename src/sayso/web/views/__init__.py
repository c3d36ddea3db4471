"""Ledger -> what a page shows, as plain data: a module a page, a function a view."""
