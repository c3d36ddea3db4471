"""The proper names that a parsed report holds, with what each one is."""

from collections.abc import Sequence

from sayso.model import MentionKind, Parsed, Span

_TELLING = (MentionKind.PLACE, MentionKind.PERSON, MentionKind.ORGANIZATION)


def names_of(parsed: Parsed) -> Sequence[tuple[Span, MentionKind]] | None:
    """Return the names of places, persons and organisations, or None where the report was read without an encoder."""
    if not parsed.supported or not parsed.mentions:
        return None
    return [
        (parsed.span(*mention.name), mention.kind)
        for mention in parsed.mentions
        if mention.name is not None and mention.kind in _TELLING
    ]
