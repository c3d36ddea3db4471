"""Forwarded messages: who forwards tells what another one said (a link of the chain)."""

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.model import Attribution, Claim, Parsed, Phrase, Reason, Source, Span, Voice

FORWARD = re.compile(r"\A(Forwarded from) ([^\n]+):\n")


def with_forward(parsed: Parsed, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the claims of a forwarded message with its author as the first link of every chain; others as they are.

    What the author says in his own voice is then his, word for word.
    """
    found = FORWARD.match(parsed.report.text)
    if found is None:
        return tuple(claims)
    name, span = found[2], Span(*found.span(2))
    reason = Reason(rule="chain-forward", why=f"the message was forwarded from {name}", words=(found[1],))
    source = Source(text=name, span=span, name=name, named=True)
    link = Attribution(source=source, cue=Phrase(found[1], Span(*found.span(1))), reason=reason)
    return tuple(
        replace(claim, chain=(link, *claim.chain), voice=Voice.DIRECT if claim.voice is Voice.NARRATION else claim.voice)
        for claim in claims
    )
