"""When: time expressions to EDTF, and which of them each claim speaks of."""

from sayso.ground.times.assign import times_of_claims
from sayso.ground.times.find import Timed, find
from sayso.ground.times.period import Period, read_edtf
from sayso.ground.times.words import Setting, Tense

__all__ = ["Period", "Setting", "Tense", "Timed", "find", "read_edtf", "times_of_claims"]
