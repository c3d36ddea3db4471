"""Which phrases are mentions."""

import pytest

from sayso.model import MentionKind
from tests.parse.build import mention, parsed_of


def mentions_in(*sentences: str) -> list[str]:
    parsed = parsed_of(*sentences)
    return [parsed.text(own.start, own.end) for own in parsed.mentions]


CASES = [
    pytest.param(
        """the DET 2 det
        ministry NOUN 5 nmod organization
        _’ PART 2 case
        _s PART 3 goeswith
        spokesman NOUN 6 nsubj person
        left VERB 0 root""",
        ["the ministry", "the ministry’s spokesman"],
        id="a mention inside a mention",
    ),
    pytest.param(
        """officials NOUN 6 nsubj person
        who PRON 3 nsubj
        fled VERB 1 acl
        _, PUNCT 3 punct
        too ADV 3 advmod
        spoke VERB 0 root""",
        ["officials", "who"],
        id="relative clause cut off, relative pronoun kept",
    ),
    pytest.param(
        """Hugh PROPN 8 nsubj person B-person
        Hill PROPN 1 flat person I-person
        _, PUNCT 5 punct
        a DET 5 det
        doctor NOUN 1 appos person
        _, PUNCT 5 punct
        now ADV 8 advmod
        left VERB 0 root""",
        ["Hugh Hill", "a doctor"],
        id="apposition cut off",
    ),
    pytest.param(
        """tanks NOUN 4 nsubj object
        and CCONJ 3 cc
        guns NOUN 1 conj object
        fired VERB 0 root""",
        ["tanks", "guns"],
        id="each part of a list",
    ),
    pytest.param(
        """at ADP 2 case
        least ADV 3 advmod
        1 NUM 4 nummod
        soldiers NOUN 7 nsubj person
        in ADP 6 case
        Kesh PROPN 4 nmod place B-place
        died VERB 0 root""",
        ["at least 1 soldiers in Kesh", "Kesh"],
        id="number with its words, place behind",
    ),
    pytest.param(
        """in ADP 3 case
        the DET 3 det
        ministry NOUN 4 obl organization
        sat VERB 0 root
        she PRON 4 nsubj""",
        ["the ministry", "she"],
        id="preposition left out; a pronoun counts though its kind is missed",
    ),
    pytest.param(
        """Tolen PROPN 4 nsubj person
        is AUX 4 cop
        the DET 4 det
        governor NOUN 0 root person
        here ADV 4 advmod""",
        ["Tolen", "the governor"],
        id="a predicate is only its own phrase",
    ),
    pytest.param(
        """It PRON 3 expl
        is AUX 3 cop
        clear ADJ 0 root
        that SCONJ 7 mark
        US PROPN 6 compound
        planes NOUN 7 nsubj object
        left VERB 3 ccomp""",
        ["US", "US planes"],
        id="expletive and conjunction are none; US is no pronoun; a state inside a phrase is one",
    ),
    pytest.param(
        """Orlo PROPN 2 nsubj
        burned VERB 0 root""",
        ["Orlo"],
        id="a name that the kinds miss",
    ),
    pytest.param(
        """the DET 3 det
        Security PROPN 3 compound organization
        Service PROPN 6 nsubj organization B-organization
        of ADP 5 case
        Ukraine PROPN 3 nmod place
        spoke VERB 0 root""",
        ["the Security Service of Ukraine", "Ukraine"],
        id="inside a name only a state is a mention of its own",
    ),
]


@pytest.mark.parametrize(("sentence", "wanted"), CASES)
def test_mentions(sentence, wanted):
    assert mentions_in(sentence) == wanted


def test_mentions_carry_name_kind_and_pronoun():
    parsed = parsed_of(
        """Governor PROPN 3 compound
        Mara PROPN 3 flat
        Tolen PROPN 4 nsubj person B-person
        left VERB 0 root
        her PRON 6 nmod person
        office NOUN 4 obj place"""
    )
    named = mention(parsed, "Governor Mara Tolen")
    assert (named.name, named.kind, named.pronoun) == ((0, 3), MentionKind.PERSON, False)
    assert mention(parsed, "her").pronoun
    assert mention(parsed, "her office").name is None
