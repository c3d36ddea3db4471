"""Groups that are linked apart give what all together give."""

import random
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.link import Details, MemoryBook, link, load_weights
from sayso.link.details import Spot
from sayso.model import Response
from sayso.scale.groups import components, packed, tokens
from sayso.settings import shipped

KINDS = ("kill", "strike", "damage", "seize_place", "shoot_down", "injure")
PAIRS = st.lists(st.tuples(st.integers(0, 29), st.integers(0, 29)), max_size=40)


def textbook(pairs: list[tuple[int, int]], count: int) -> list[int]:
    """The least node that each can be reached from, by walking."""
    near: dict[int, set[int]] = {node: {node} for node in range(count)}
    for one, other in pairs:
        near[one].add(other)
        near[other].add(one)
    found = []
    for node in range(count):
        seen, ahead = {node}, [node]
        while ahead:
            new = near[ahead.pop()] - seen
            seen |= new
            ahead += new
        found.append(min(seen))
    return found


@given(PAIRS)
def test_components_are_those_of_the_textbook(pairs: list[tuple[int, int]]) -> None:
    left, right = (np.array([pair[at] for pair in pairs], np.int64) for at in (0, 1))
    assert components(left, right, 30).tolist() == textbook(pairs, 30)


def test_a_long_chain_is_one_component() -> None:
    order = np.array(random.Random(3).sample(range(5000), 5000))
    assert not components(order[:-1], order[1:], 5000).any()


@given(st.lists(st.integers(0, 8), max_size=60), st.integers(1, 5))
def test_a_group_stays_in_one_bin(groups: list[int], bins: int) -> None:
    chosen, largest = packed(np.array(groups, np.int64), bins)
    assert largest == max((groups.count(one) for one in groups), default=0)
    assert all(len({int(b) for b, own in zip(chosen, groups, strict=True) if own == one}) == 1 for one in set(groups))
    assert all(0 <= one < bins for one in chosen)


def invented(seed: int, count: int = 400) -> list[Details]:
    """Claims of a few days and places, some without either, some that answer others."""
    draw, found = random.Random(seed), list[Details]()
    for number in range(count):
        day = date(2031, 5, 1).toordinal() + draw.randrange(120)
        place = draw.randrange(60)
        known = draw.random() < 0.8
        first = day - draw.randrange(3) if draw.random() < 0.9 else None
        words = draw.sample(range(900), 4)
        found.append(
            Details(
                id=f"r{number // 3}:c{number}", report=f"r{number // 3}", type=draw.choice(KINDS), published=day, first=first, last=first,
                spots=(Spot(key=f"p{place}", lat=40 + place / 2, lon=30.0 + place % 7),) if known else (), position=number % 3,
                figures=(("person", float(draw.randrange(1, 40))),), agents={f"agent{draw.randrange(80)}": 1.0},
                context={f"w{word}": 0.5 for word in words}, terms={f"w{word}": 0.5 for word in words},
                answers={found[-1].id: Response.DENIES} if number % 3 and draw.random() < 0.2 else {},
            )
        )  # fmt: skip
    return found


def grouped(claims: list[Details]) -> list[list[Details]]:
    """The claims in groups that share no token under which one is kept."""
    weights = load_weights()
    held = [[*tokens(claim, weights)] for claim in claims]
    kept: dict[int, int] = {}
    for at, own in enumerate(held):
        for token, is_kept in own:
            if is_kept:
                kept.setdefault(token, at)
    pairs = [(at, kept[token]) for at, own in enumerate(held) for token, _ in own if token in kept]
    left, right = (np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1))
    found: dict[int, list[Details]] = {}
    for claim, group in zip(claims, components(left, right, len(claims)).tolist(), strict=True):
        found.setdefault(group, []).append(claim)
    return list(found.values())


def events(groups: list[list[Details]]) -> dict[str, tuple[str, ...]]:
    """The events of groups that are linked apart, with their members in order."""
    found: dict[str, tuple[str, ...]] = {}
    for claims in groups:
        book = MemoryBook()
        linked = link(claims, book, (), shipped().link)
        found |= {event: tuple(book.profile(event).claims) for event in linked.changed}
    return found


@pytest.mark.parametrize("seed", range(6))
def test_groups_linked_apart_are_all_linked_together(seed: int) -> None:
    claims = invented(seed)
    groups = grouped(claims)
    assert len(groups) > 5
    assert events(groups) == events([claims])
