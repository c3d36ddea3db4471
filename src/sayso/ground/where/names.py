"""The proper names that a parsed report holds, with what each one is."""

from collections.abc import Sequence

from sayso.model import MentionKind, Parsed, Span

_TELLING = (MentionKind.PLACE, MentionKind.PERSON, MentionKind.ORGANIZATION)


def names_of(parsed: Parsed) -> Sequence[tuple[Span, MentionKind]] | None:
    """Return the names of places, persons and organisations, or None where the report was read without an encoder.

    Only names that head their mention count: in "survivors of Mariupol" the mention is of persons, the name is not.
    """
    if not parsed.supported or not parsed.mentions:
        return None
    return [
        (parsed.span(*mention.name), mention.kind)
        for mention in parsed.mentions
        if mention.name is not None and mention.kind in _TELLING and mention.name[0] <= mention.head < mention.name[1]
    ]
