"""Which place a claim gets, over invented reports. Claims are marked by their words; the rest of them is plain."""

import re

import numpy as np
import pytest

from sayso.gazetteer import open_gazetteer
from sayso.ground.where import places_of_claims
from sayso.model import (
    Attribution,
    Claim,
    EventType,
    NamedPlace,
    Parsed,
    Place,
    PlaceRole,
    Relation,
    Report,
    Source,
    Span,
    What,
    Word,
)  # fmt: skip


@pytest.fixture(scope="module")
def gazetteer():
    return open_gazetteer()


def parsed(text):
    words, sentences, first = [], [], 0
    for number, sentence in enumerate(re.finditer(r"[^.\n]+[.\n]?", text)):
        for match in re.finditer(r"\w+|[^\w\s]", sentence.group()):
            span = Span(sentence.start() + match.start(), sentence.start() + match.end())
            words.append(Word(match.group(), span, "X", len(words), "dep", number, text.count("\n", 0, span.start)))
        if len(words) > first:
            sentences.append((first, len(words)))
        first = len(words)
    return Parsed(Report(text=text), tuple(words), tuple(sentences), (), ())


def claim(text, words, type_=EventType.STRIKE, source=None):
    start = text.index(words)
    chain = ()
    if source:
        at = text.index(source)
        chain = (Attribution(source=Source(text=source, span=Span(at, at + len(source)), name=source)),)
    return Claim(
        report="r", spans=(Span(start, start + len(words)),), text=words, gist=words, what=What(type=type_, family=""), chain=chain
    )


def places(gazetteer, text, *claims, scores=None):
    read = parsed(text)
    return places_of_claims(
        read, [claim(text, *each) if isinstance(each, tuple) else claim(text, each) for each in claims], gazetteer, scores
    )


def told(found):
    return [(where.place.name, where.relation) for where in found]


def test_the_place_in_the_claim(gazetteer):
    text = "A drone hit a fuel depot near Poltava on Friday, the governor said."
    (found,) = places(gazetteer, text, "A drone hit a fuel depot near Poltava on Friday")
    assert told(found) == [("Poltava", Relation.NEAR)]
    assert found[0].span.of(text) == "Poltava" == found[0].text
    assert found[0].reason.rule == "where.inside"


def test_a_place_is_inherited_within_a_passage(gazetteer):
    text = "Shells struck a market in Kharkiv on Monday. Nine people were killed."
    _, found = places(gazetteer, text, "Shells struck a market in Kharkiv on Monday", ("Nine people were killed", EventType.KILL))
    assert told(found) == [("Kharkiv", Relation.IN)]
    assert found[0].span is None and found[0].text is None
    assert found[0].reason.rule in ("where.back", "where.above")


def test_a_metonym_is_no_place(gazetteer):
    text = "Moscow rejected the proposal on Friday."
    assert places(gazetteer, text, ("Moscow rejected the proposal on Friday", EventType.REJECT)) == ((),)


def test_an_opinion_has_no_place(gazetteer):
    text = "The offer is worthless, a senator in Washington said."
    assert places(gazetteer, text, ("The offer is worthless", EventType.ASSESS, "a senator in Washington")) == ((),)


def test_both_ends_of_a_way(gazetteer):
    text = "The convoy drove from El Obeid to Kosti overnight."
    (found,) = places(gazetteer, text, ("The convoy drove from El Obeid to Kosti overnight", EventType.SUPPLY))
    assert {(where.role, where.relation) for where in found} == {(PlaceRole.FROM, Relation.FROM), (PlaceRole.TOWARD, Relation.TOWARD)}


def test_all_places_of_a_list(gazetteer):
    text = "Russian forces shelled Ukrainian troops near Pokrovsk, Toretsk and Siversk."
    (found,) = places(gazetteer, text, "Russian forces shelled Ukrainian troops near Pokrovsk, Toretsk and Siversk")
    assert {where.place.name for where in found} == {"Pokrovsk", "Toretsk", "Siversk"}
    assert {where.relation for where in found} == {Relation.NEAR}


def test_a_relation_at_the_noun_that_takes_the_place_up(gazetteer):
    text = "Troops fought in Lyman on Monday. They took a farm south of the town."
    _, found = places(
        gazetteer,
        text,
        ("Troops fought in Lyman on Monday", EventType.CLASH),
        ("They took a farm south of the town", EventType.SEIZE_PLACE),
    )
    assert told(found) == [("Lyman", Relation.SOUTH_OF)]


def test_the_locator_of_another_place_is_not_the_place(gazetteer):
    text = "Infantry entered Chasiv Yar, west of Bakhmut, on Monday."
    (found,) = places(gazetteer, text, ("Infantry entered Chasiv Yar, west of Bakhmut, on Monday", EventType.ADVANCE))
    assert [where.place.name for where in found] == ["Chasiv Yar"]


def test_a_front_sector_is_a_place_to_be_in(gazetteer):
    text = "Twelve assaults were repelled in the Kupiansk sector."
    (found,) = places(gazetteer, text, ("Twelve assaults were repelled in the Kupiansk sector", EventType.REPEL))
    assert told(found) == [("Kupiansk", Relation.IN)]


def test_a_diagonal_keeps_its_wedge(gazetteer):
    text = "A patrol was ambushed 10 km north-east of Goma."
    (found,) = places(gazetteer, text, ("A patrol was ambushed 10 km north-east of Goma", EventType.ATTACK))
    assert told(found) == [("Goma", Relation.NEAR)]
    assert found[0].distance_km == 10
    assert min(lat for _, lat in found[0].geometry["coordinates"][0]) > found[0].place.lat


def test_a_place_of_a_pack(gazetteer):
    packed = open_gazetteer(places=[NamedPlace(place=Place(name="Quarry Nine", lat=48.1, lon=37.5, feature="facility", country="UA"))])
    text = "Two men were killed at Quarry Nine."
    (found,) = places(packed, text, ("Two men were killed at Quarry Nine", EventType.KILL))
    assert [where.place.lat for where in found] == [48.1]


def test_an_encoder_may_tip_the_choice(gazetteer):
    text = "In Kharkiv it rained. In Sumy it snowed. The bridge was destroyed."
    words = [word.text for word in parsed(text).words]

    def chosen(name):
        scores = np.full((1, len(words)), 0.01, np.float32)
        scores[0, words.index(name)] = 0.98
        (found,) = places(gazetteer, text, ("The bridge was destroyed", EventType.DESTROY), scores=scores)
        return [where.place.name for where in found]

    assert chosen("Kharkiv") == ["Kharkiv"]
    assert chosen("Sumy") == ["Sumy"]


def test_claims_come_back_in_the_order_given(gazetteer):
    text = "Shells hit Sumy on Monday. A mine went off in Kherson on Tuesday."
    late, early = places(gazetteer, text, "A mine went off in Kherson on Tuesday", "Shells hit Sumy on Monday")
    assert (told(late)[0][0], told(early)[0][0]) == ("Kherson", "Sumy")


@pytest.mark.parametrize("text", ["Nothing happened anywhere.", "Rain."])
def test_a_report_without_places(gazetteer, text):
    assert places(gazetteer, text, text[:-1]) == ((),)


def test_no_claims(gazetteer):
    assert places_of_claims(parsed("Shells hit Sumy."), [], gazetteer) == ()


def test_reading_twice_gives_the_same(gazetteer):
    text = "Shells hit Sumy on Monday. Nine people were killed."
    assert places(gazetteer, text, "Shells hit Sumy on Monday", "Nine people were killed") == places(
        gazetteer, text, "Shells hit Sumy on Monday", "Nine people were killed"
    )
