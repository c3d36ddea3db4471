"""Who: names, offices and phrases to actors, each with the rule that found it; what is not sure stays unnamed or None."""

from sayso.ground.who.assign import chains_of_claims
from sayso.ground.who.cascade import Asked, who_of

__all__ = ["Asked", "chains_of_claims", "who_of"]
