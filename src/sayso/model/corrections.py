"""What people corrected: slots of a claim that the reader got wrong, the side of an outlet, the letter of a voice."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from sayso.errors import InputError
from sayso.model.attribution import Stance
from sayso.model.claim import Claim, Modality, Polarity, Voice
from sayso.model.judgement import Judgement, Ruling
from sayso.model.reason import Reason
from sayso.model.what import EventType

Fields = Mapping[str, str]
SLOTS = {
    "type": tuple(EventType), "polarity": tuple(Polarity), "modality": tuple(Modality), "stance": tuple(Stance), "voice": tuple(Voice),
    "gist": (), "speaker": (),
}  # fmt: skip
"""Slots of a claim that a person may correct, with the values that they can have; () = any words."""
LETTERS = "ABCDEF"
OUTLET, ACTOR = "publisher:", "actor:"
LONGEST = 400  # letters of a correction


def check(judgement: Judgement) -> None:
    """Raise InputError where a correction names a slot that cannot be corrected, or a value that it cannot have."""
    for name, value in judgement.fields:
        if len(value) > LONGEST:
            raise InputError(f"{name} is {len(value)} letters long: give at most {LONGEST}")
        if judgement.ruling is Ruling.EDIT and name not in SLOTS:
            raise InputError(f"{name!r} is no slot that can be corrected: give one of {', '.join(SLOTS)}")
        if judgement.ruling is Ruling.EDIT and SLOTS[name] and value not in SLOTS[name]:
            raise InputError(f"{name} {value!r} is none: give one of {', '.join(SLOTS[name])}")
        if name == "letter" and (len(value) != 1 or value not in LETTERS):
            raise InputError(f"letter {value!r} is no reliability letter: give A (reliable) to F (cannot be judged)")


def held(judgements: Iterable[Judgement], ruling: Ruling) -> dict[str, Judgement]:
    """Return the last ruling of this kind on each subject; UNDO takes it back, or where it names a kind of ruling, only that."""
    found: dict[str, Judgement] = {}
    for one in sorted(judgements, key=_time):
        for subject in one.subjects:
            if one.ruling is ruling:
                earlier = dict(found[subject].fields) if subject in found else {}
                found[subject] = replace(one, fields=tuple({**earlier, **dict(one.fields)}.items()))
            elif one.ruling is Ruling.UNDO and dict(one.fields).get("ruling", ruling) == ruling:
                found.pop(subject, None)
    return found


def _time(judgement: Judgement) -> datetime:
    return judgement.at


def corrections(judgements: Iterable[Judgement]) -> dict[str, Judgement]:
    """Return the corrections in force by claim id."""
    return held(judgements, Ruling.EDIT)


def outlets(judgements: Iterable[Judgement]) -> dict[str, str]:
    """Return the sides that people gave to outlets: name in lower case -> bloc ("" = none)."""
    found = held(judgements, Ruling.SET)
    named = {subject: dict(one.fields) for subject, one in found.items() if subject.startswith(OUTLET)}
    return {subject.removeprefix(OUTLET).casefold(): own["bloc"] for subject, own in named.items() if "bloc" in own}


def corrected(claim: Claim, by: Judgement) -> Claim:
    """Return the claim with a person's corrections in it, under the id that it had."""
    own = dict(by.fields)
    why = Reason(rule="person", why=f"{by.author} corrected {', '.join(own)}" + (f": {by.note}" if by.note else ""))
    chain = claim.chain
    if chain and own.get("speaker"):
        last = replace(chain[-1], source=replace(chain[-1].source, name=own["speaker"], actor=None, reason=why))
        chain = (*chain[:-1], last)
    return replace(
        claim,
        kept_id=claim.id,
        gist=own.get("gist", claim.gist),
        polarity=Polarity(own.get("polarity", claim.polarity)),
        modality=Modality(own.get("modality", claim.modality)),
        stance=Stance(own.get("stance", claim.stance)),
        voice=Voice(own.get("voice", claim.voice)),
        what=replace(claim.what, type=EventType(own.get("type", claim.what.type))),
        chain=chain,
        reasons=(*claim.reasons, why),
    )
