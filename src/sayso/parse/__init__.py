"""Report -> Parsed: sentences, words, mentions, and the mentions that are one thing."""

from sayso.engines import Reading
from sayso.model import Parsed, Report
from sayso.parse.coreference import coreference
from sayso.parse.draft import dependents
from sayso.parse.kinds import heads
from sayso.parse.mentions import mentions
from sayso.parse.names import names
from sayso.parse.sentences import sentences
from sayso.parse.tokens import tokens
from sayso.parse.words import words

SUPPORTED = ("en", None)  # languages that the encoder was trained on; unknown ones are read as if they were


def parse(report: Report, reading: Reading) -> Parsed:
    """Return the report read for its syntax; `reading` is what the engine made of `report.text`.

    A report without words gives empty columns. `supported` is False where the report says that it is in another language.
    """
    found = tokens(report, reading)
    ranges = sentences(found, reading.sentence_starts())
    read = words(found, ranges, reading)
    children = dependents(read)
    tags = reading.names()
    named = names(found, read, ranges, tags)
    spoken_of = mentions(read, children, heads(read, named, reading.kinds(), tags), named)
    linked, clusters = coreference(found, read, children, spoken_of, reading)
    return Parsed(report, read, ranges, linked, clusters, report.language in SUPPORTED)
