"""Which mentions are one thing: rules from the surest to the least sure, then the encoder's pointer.

The rules, by the ids that reasons carry: same-name, name-form (names); relative-pronoun, bracketed-acronym, apposition, name-beside,
naming (grammar); same-noun, role (descriptions); same-voice ("I" and "we" of one quotation), pronoun, pointer (the encoder).
"""

from sayso.engines import Reading
from sayso.model import Cluster, Mention, Word
from sayso.parse.by_description import link_descriptions
from sayso.parse.by_name import link_names
from sayso.parse.by_pointer import link_pointed
from sayso.parse.by_structure import link_structure
from sayso.parse.clusters import clusters
from sayso.parse.draft import draft
from sayso.parse.entities import Entities
from sayso.parse.pointer import pointer
from sayso.parse.tokens import Tokens


def coreference(
    tokens: Tokens, words: tuple[Word, ...], children: tuple[tuple[int, ...], ...], mentions: tuple[Mention, ...], reading: Reading
) -> tuple[tuple[Mention, ...], tuple[Cluster, ...]]:
    """Return the mentions with their clusters and why each joined its own, and the clusters in text order.

    Precision falls from pass to pass (Raghunathan et al. 2010): names, grammar, descriptions, then pronouns and what is left.
    """
    if not mentions:
        return (), ()
    own = draft(tokens, words, children, mentions)
    entities = Entities(own)
    link_names(own, entities)
    link_structure(own, entities)
    link_descriptions(own, entities)
    link_pointed(own, entities, pointer(reading, [mention.head for mention in mentions]))
    return clusters(own, entities)
