"""When: time expressions to EDTF, and which of them each claim speaks of."""

from sayso.ground.when.assign import times_of_claims
from sayso.ground.when.find import Timed, find
from sayso.ground.when.period import Period, read_edtf
from sayso.ground.when.words import Setting, Tense

__all__ = ["Period", "Setting", "Tense", "Timed", "find", "read_edtf", "times_of_claims"]
