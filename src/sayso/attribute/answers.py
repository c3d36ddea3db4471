"""What a claim does to another one of its report: confirms, denies, disputes or updates it."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sayso.engines import ClaimScores, labels
from sayso.model import Claim, Reason, Responds, Response


def with_answers(claims: Sequence[Claim], scores: ClaimScores, floor: float) -> tuple[Claim, ...]:
    """Return the claims (rows of `scores`) with what they respond to; an answer needs a probability of `floor` or more."""
    chances = np.exp(scores.responses)
    out = []
    for row, claim in enumerate(claims):
        found = [
            _answer(
                claim,
                claims[column],
                labels.RESPONSES[1 + int(chances[row, column, 1:].argmax())],
                float(1 - chances[row, column, 0]),
            )
            for column in np.argsort(chances[row, :, 0])
            if column != row and 1 - chances[row, column, 0] >= floor
        ]
        out.append(replace(claim, responds=tuple(found[:3])))
    return tuple(out)


def _answer(claim: Claim, other: Claim, name: str, sure: float) -> Responds:
    if name == Response.CONFIRMS and claim.polarity != other.polarity:
        name = Response.DENIES  # what says the opposite does not confirm
    reason = Reason(rule="answer-encoder", why=f"“{claim.text}” {name} “{other.text}”", score=sure, words=(claim.text, other.text))
    return Responds(relation=Response(name), claim=other.id, reason=reason)
