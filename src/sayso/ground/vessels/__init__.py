"""Ships: cards from reports, and matches against lists of sanctioned ships."""

from sayso.ground.vessels.cards import imo_is_right, vessels_of
from sayso.ground.vessels.match import Match, Target, match

__all__ = ["Match", "Target", "imo_is_right", "match", "vessels_of"]
