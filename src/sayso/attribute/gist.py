"""A claim as a sentence of its own."""

from sayso.attribute.propositions import Proposition
from sayso.model import Parsed, Role, What

SUBJECTS = ("nsubj", "csubj", "expl")


def gist(parsed: Parsed, own: Proposition, what: What) -> str:
    """Return the content with pronouns named and a missing subject filled in; the content itself where it needs neither."""
    words = list(range(own.start, own.end))
    text = _named(parsed, words)
    has_subject = any(parsed.words[index].relation in SUBJECTS for index in words)
    agent = next((one for one in what.participants if one.role is Role.AGENT), None)
    starts_with_verb = parsed.words[own.start].tag in ("VERB", "AUX", "PART")
    if not has_subject and starts_with_verb and agent and not any(agent.span.overlaps(parsed.words[index].span) for index in words):
        text = f"{agent.name}: {text}"
    return text[:1].upper() + text[1:]


def _named(parsed: Parsed, words: list[int]) -> str:
    span = parsed.span(words[0], words[-1] + 1)
    text, base = span.of(parsed.report.text), span.start
    near = parsed.mentions_between(words[0], words[-1] + 1)
    inside = [one for one in near if one.pronoun and words[0] <= one.start and one.end <= words[-1] + 1]
    for mention in sorted(inside, key=lambda one: -one.start):
        name = parsed.clusters[mention.cluster].name
        if name and parsed.words[mention.head].relation in (*SUBJECTS, "obj", "iobj", "obl"):
            place = parsed.span(mention.start, mention.end)
            text = f"{text[: place.end - base]} [{name}]{text[place.end - base :]}"
    return text.replace("\n", " ")
