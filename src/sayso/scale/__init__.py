"""The same stages where one process is not enough: in several processes side by side, and on Spark (extra `sayso[spark]`)."""

from sayso.scale.processes import read_side_by_side

__all__ = ["read_side_by_side"]
