"""What a claim does to another one of its report: confirms, denies, disputes or updates it."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from sayso.engines import ClaimScores, labels
from sayso.model import Claim, Reason, Responds, Response

MOST = 3  # claims that one claim responds to


def with_answers(claims: Sequence[Claim], scores: ClaimScores, floor: float) -> tuple[Claim, ...]:
    """Return the claims (rows of `scores`) with what they respond to; an answer needs a probability of `floor` or more."""
    chances = np.exp(scores.responses)
    np.fill_diagonal(chances[..., 0], 2.0)  # no claim answers itself
    sure = 1 - chances[..., 0]
    out = list(claims)
    for row in np.flatnonzero((sure >= floor).any(1)).tolist():
        columns = [column for column in np.argsort(chances[row, :, 0])[:MOST].tolist() if sure[row, column] >= floor]
        names = [labels.RESPONSES[1 + int(chances[row, column, 1:].argmax())] for column in columns]
        answers = (
            _answer(claims[row], claims[column], name, float(sure[row, column])) for column, name in zip(columns, names, strict=True)
        )
        out[row] = replace(claims[row], responds=tuple(answers))
    return tuple(out)


def _answer(claim: Claim, other: Claim, name: str, sure: float) -> Responds:
    if name == Response.CONFIRMS and claim.polarity != other.polarity:
        name = Response.DENIES  # what says the opposite does not confirm
    reason = Reason(rule="answer-encoder", why=f"“{claim.text}” {name} “{other.text}”", score=sure, words=(claim.text, other.text))
    return Responds(relation=Response(name), claim=other.id, reason=reason)
