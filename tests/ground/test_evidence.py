"""Evidence: kinds by the words that name it, grades by what was done with it. All sentences are invented."""

import pytest

from sayso import read
from sayso.model import EvidenceKind, Grade

CASES = [
    ("Satellite images published by the firm Skyline show that the depot at Tarn burned down on Monday.", {"satellite"}),
    ("Footage geolocated by the monitoring group Plumb Line shows soldiers entering the village of Orel.", {"video", "geolocation"}),
    ("A survivor told reporters that the gunmen had fired into the crowd.", {"testimony"}),
    ("The hospital register lists nine dead from the strike on the market.", {"record"}),
    ("Radar data show that the drone crossed the border at 03:00.", {"sensor"}),
    ("An intercepted call published by the service shows that the unit had lost its commander.", {"audio"}),
    ("The minister said that the bridge had been rebuilt.", set()),
    ("The governor said in a video that 12 people had been killed in the shelling.", set()),
    ("The army shelled the town of Orel on Sunday.", set()),
]


@pytest.mark.parametrize(("text", "kinds"), CASES)
def test_kinds(text: str, kinds: set[str]) -> None:
    found = {one.kind.value for claim in read(text, published="2025-03-05").claims for one in claim.evidence}
    assert found == kinds


GRADES = [
    ("Footage verified by the news agency Meridian shows tanks crossing the river near Orel.", Grade.E3, "Meridian"),
    ("Footage released by the army shows tanks crossing the river near Orel.", Grade.E2, None),
    ("Footage verified by the United Nations shows tanks crossing the river near Orel.", Grade.E4, "United Nations"),
    ("Footage that nobody could verify shows tanks crossing the river near Orel.", Grade.E2, None),
]


@pytest.mark.parametrize(("text", "grade", "verifier"), GRADES)
def test_grades(text: str, grade: Grade, verifier: str | None) -> None:
    claims = read(text, published="2025-03-05").claims
    videos = [one for claim in claims for one in claim.evidence if one.kind is EvidenceKind.VIDEO]
    assert videos and videos[0].grade is grade
    assert (verifier in (videos[0].verifier or "")) if verifier else videos[0].verifier is None


@pytest.mark.parametrize(("text", "kinds"), CASES)
def test_words_stand_where_they_are_said_to(text: str, kinds: set[str]) -> None:
    for claim in read(text, published="2025-03-05").claims:
        for one in claim.evidence:
            assert one.words.span.of(text) == one.words.text
            assert one.reason is not None and one.words.text in one.reason.why
