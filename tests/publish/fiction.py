"""A small ledger of fiction for the tests of exports: Norland and Sudmark at war over Midvale, and two men in custody."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sayso.model import Attribution, Claim, Event, EventType, Grade, Membership, Reason, Report, Stance, When
from sayso.publish.sheet import EventSheet, ReportSheet, key
from sayso.stand import stand
from tests.stand.cast import PACK, SETTINGS, claim, film, link, people, report, spot

DAY = When(edtf="2031-05-13", start=date(2031, 5, 13), end=date(2031, 5, 14), precision="day")
TEXT = (
    "Sudmark struck the grain silo in Midvale on Tuesday, the Norland army said. Three people were killed.\n"
    "Captured soldier Orlen Vasko said he was sent to Midvale to dig. \"I, Vasko, dug for two weeks,\" he said.\n"
    "The Grain Mission, which shared film of the strike, counted four dead."
)  # fmt: skip
WIRE = replace(report("wire", TEXT), title="Silo struck; Orlen Vasko speaks", url="https://wire.example/orlen-vasko-speaks")
ECHO = report("echo", 'A silo burned in Midvale. "=SUM(A1)" was painted on it, the Sudmark army said.', "Evening Echo", date(2031, 5, 15))


def prisoner(name: str = "Orlen Vasko", text: str = "Captured soldier Orlen Vasko") -> Attribution:
    """A prisoner's link in a chain."""
    own = link(name, "said", kind="prisoner")
    return replace(own, source=replace(own.source, text=text, names=("he", text, name.split()[-1])), stance=Stance.NEUTRAL)


def wire_claims(wire: Report = WIRE, name: str = "Orlen Vasko") -> tuple[Claim, ...]:
    """What the wire claims, its captive under that name."""
    army = link("Norland army", "said", actor="norland-army", kind="military", bloc="norland", country="NO")
    mission = link("Grain Mission", "counted", kind="monitor")
    return (
        claim(
            wire, "Sudmark struck the grain silo in Midvale", army, agent="Sudmark", quantities=[people(3, role="killed")],
            where=[spot("Midvale", 50.4501, 30.5234)], evidence=[film()], when=DAY,
        ),
        claim(wire, "he was sent to Midvale to dig", army, prisoner(name, f"Captured soldier {name}"), kind=EventType.TESTIFY,
            where=[spot("Midvale", 50.4501, 30.5234)]),
        claim(wire, "four dead", mission, quantities=[people(4, role="killed")], evidence=[film(Grade.E3, "Grain Mission")], when=DAY),
    )  # fmt: skip


def echo_claims() -> tuple[Claim, ...]:
    """What the echo claims."""
    army = link("Sudmark army", "said", actor="sudmark-army", kind="military", bloc="sudmark", country="SD")
    return (claim(ECHO, "A silo burned in Midvale"), claim(ECHO, '"=SUM(A1)" was painted on it', army, kind=EventType.OTHER))


def sheet(members: Sequence[tuple[Report, Claim]], gist: str, kind: EventType = EventType.STRIKE) -> EventSheet:
    """An event of these claims with its standing."""
    why = Reason(rule="link", why="the same silo", score=0.9, words=("silo",))
    places = next((own.where for _, own in members if own.where), ())
    happened = next((own.when for _, own in members if own.when), None)
    own = Event(
        gist=gist, type=kind, members=tuple(Membership(claim=key(*member), reason=why) for member in members), where=places, when=happened
    )  # fmt: skip
    claims = {key(*member): member for member in members}
    return EventSheet(event=own, standing=stand(own, claims, packs=PACK, settings=SETTINGS), members=tuple(members))


def ledger(name: str = "Orlen Vasko") -> tuple[tuple[EventSheet, ...], tuple[ReportSheet, ...]]:
    """Three events over two reports; the captive has that name."""
    own = replace(WIRE, text=TEXT.replace("Orlen Vasko", name).replace("Vasko", name.split()[-1]), title=f"Silo struck; {name} speaks")
    own = replace(own, url=f"https://wire.example/{name.replace(' ', '-').lower()}-speaks")
    struck, dug, dead = wire_claims(own, name)
    burned, painted = echo_claims()
    events = (
        sheet([(own, struck), (own, dead), (ECHO, burned)], "Sudmark struck a silo in Midvale"),
        sheet([(own, dug)], f"{name} was sent to Midvale to dig", EventType.TESTIFY),
        sheet([(ECHO, painted)], "=SUM(A1) was painted on a silo", EventType.OTHER),
    )
    return events, (
        ReportSheet(report=own, claims=(struck, dug, dead)),
        ReportSheet(report=ECHO, claims=(burned, painted), flags=("+odd",)),
    )
