"""What sayso knows of the world's actors: one TOML file a conflict over a core of states and institutions."""

from sayso.packs.book import Composed, Packs
from sayso.packs.form import Entry
from sayso.packs.load import SHIPPED, load_packs
from sayso.packs.registry import Registered

__all__ = ["SHIPPED", "Composed", "Entry", "Packs", "Registered", "load_packs"]
