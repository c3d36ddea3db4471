"""What one claim of an event tells: who speaks, whose act it is, who suffers it, in whose hands the place is."""

import re
from dataclasses import dataclass

from sayso.lexicon.phrases import found, takes_back
from sayso.model import UNKNOWN_SIDE, Claim, EventType, Participant, Polarity, Reason, Report, Role
from sayso.stand.speakers import Packs, Speaker, national, side_known, speaker
from sayso.stand.words import plain

OURS = re.compile(r"\b(?:our|ours|we|us|my)\b", re.IGNORECASE)
THEIR_OWN = re.compile(
    r"(?:[\w-]+ of )?(?:its|his|their) (?:\w+ )*"
    r"(?:troops|forces|soldiers|men|units?|fighters|positions?|side|drones?|brigade|army|people)\b",
    re.IGNORECASE,
)
CONTROL = frozenset({EventType.SEIZE_PLACE, EventType.WITHDRAW, EventType.REPEL})


@dataclass(frozen=True, slots=True)
class Hold:
    """That a side has a place in its hands, or has it no longer."""

    bloc: str
    held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A claim with everything that the rules read from it. `agent` and `patient` are blocs, None where their side is not
    known.
    """

    id: str
    report: Report
    claim: Claim
    speaker: Speaker
    agent: str | None = None
    patient: str | None = None
    hold: Hold | None = None

    @property
    def words(self) -> str:
        """The content with the cue of each link: what is said and how it is introduced."""
        cues = " ".join(link.cue.text for link in self.claim.chain if link.cue)
        return f"{self.claim.text} {cues}"

    @property
    def back(self) -> str | None:
        """The words that take an account back, in the content or, as a fixed phrase, in a cue; None where none do."""
        cues = " ".join(link.cue.text for link in self.claim.chain if link.cue)
        return takes_back(self.claim.text) or found("withdrawal", cues, "phrases")

    @property
    def party(self) -> str | None:
        """The belligerent side that speaks, None for neutrals and unknown ones."""
        bloc = self.speaker.bloc
        return None if bloc == UNKNOWN_SIDE else bloc


def told(claim_id: str, report: Report, claim: Claim, packs: Packs | None) -> Told:
    """Return the claim as the rules read it."""
    who = speaker(report, claim, packs)
    agent = side(claim, Role.AGENT, report, who, packs)
    if who.origin is None and claim.what.type is EventType.REJECT:
        who = _who_rejects(claim, agent) or who
    patient = side(claim, Role.PATIENT, report, who, packs)
    if claim.what.type is EventType.CAPTURE_PERSON and found("surrender", claim.text):
        agent, patient = None, agent or patient
    return Told(
        id=claim_id,
        report=report,
        claim=claim,
        speaker=who,
        agent=agent,
        patient=patient,
        hold=_hold(claim, report, who, agent, packs),
    )


def _who_rejects(claim: Claim, agent: str | None) -> Speaker | None:
    """Who denies in "Kyiv dismisses all this": the doer of the sentence, not the outlet that tells it."""
    doers = [p for p in claim.what.participants if p.role is Role.AGENT]
    if not doers:
        return None
    why = Reason(rule="R6", why=f"the report says that {doers[0].name} denies it", words=(claim.text,))
    return Speaker(origin=doers[0].name, keys=frozenset({plain(doers[0].name)}), bloc=agent, distance=1, reasons=(why,))


def side(claim: Claim, role: Role, report: Report, who: Speaker, packs: Packs | None) -> str | None:
    """Return the bloc of those who play the role: as the packs know them, or the speaker's own for "our troops"."""
    for participant in claim.what.participants:
        if participant.role is role and (bloc := _side_of(participant, report, who, packs)):
            return bloc
    return None


def _side_of(participant: Participant, report: Report, who: Speaker, packs: Packs | None) -> str | None:
    for name in (participant.name, participant.text, *participant.names):
        if bloc := side_known(name, report.published, packs):
            return bloc
    if found("armed", participant.name) and (bloc := national(participant.name, report.published, packs)):
        return bloc
    own = who.bloc if who.bloc != UNKNOWN_SIDE else None
    return own if OURS.search(participant.text) or THEIR_OWN.match(participant.text) else None


def _hold(claim: Claim, report: Report, who: Speaker, agent: str | None, packs: Packs | None) -> Hold | None:
    """Read whose hands the place is in; the sign turns with the polarity. An advance never implies control (R14)."""
    affirmed = claim.polarity is Polarity.AFFIRMED
    own = who.bloc if who.bloc != UNKNOWN_SIDE else None
    kind = claim.what.type
    if kind is EventType.SEIZE_PLACE and agent is not None:
        return Hold(agent, affirmed)
    if kind is EventType.WITHDRAW:
        loser = agent or own
        return Hold(loser, not affirmed) if loser else None
    if kind is EventType.REPEL and agent is not None:
        return Hold(agent, affirmed)
    if kind is EventType.ADVANCE:
        return None
    if found("losing", claim.text):
        loser = own if OURS.search(claim.text) else None
        return Hold(loser, not affirmed) if loser else None
    if found("holding", claim.text):
        holder = agent or national(claim.text, report.published, packs) or (own if OURS.search(claim.text) else None)
        return Hold(holder, affirmed) if holder else None
    return None
