"""Why an answer is what it is: no score goes out without one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One rule that spoke for an answer.

    `rule` is the rule's id (stable, documented), `why` a sentence for people, `score` 0.0 to 1.0 or None where the rule is
    certain or does not weigh, `words` the words of the reports that it rests on.
    """

    rule: str
    why: str
    score: float | None = None
    words: tuple[str, ...] = ()
