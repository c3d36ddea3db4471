"""What people accepted, corrected and rejected, as JSON lines for Label Studio and Prodigy; `training.corrections` reads them back.

Names of private persons are withheld in the text, and offsets count the text as it then stands.
"""

import json
from collections.abc import Iterator

from sayso.model import Judgement, Ruling
from sayso.model.corrections import held
from sayso.publish.sheet import ReportSheet
from sayso.web.house import House
from sayso.web.marks import Plain

FORMS = ("labelstudio", "prodigy")
ANSWERS = {Ruling.ACCEPT: "accept", Ruling.EDIT: "accept", Ruling.REJECT: "reject"}
SLOTS = ("type", "polarity", "modality", "stance", "voice")


def lines(house: House, form: str) -> Iterator[str]:
    """Yield a line for each claim that somebody reviewed, by report and place in it. The last ruling on a claim counts."""
    judgements = house.ledger.judgements()
    reviewed: dict[str, Judgement] = {}
    for ruling in ANSWERS:
        for subject, one in held(judgements, ruling).items():
            if ":" in subject and (subject not in reviewed or reviewed[subject].at < one.at):
                reviewed[subject] = one
    edits = held(judgements, Ruling.EDIT)
    by_report: dict[str, list[str]] = {}
    for subject in reviewed:
        by_report.setdefault(subject.partition(":")[0], []).append(subject)
    for report in sorted(by_report):
        document = _document(house, report)
        claims = {f"{report}:{claim['id']}": claim for claim in document["claims"]} if document else {}
        for subject in sorted(by_report[report], key=lambda own: spans(claims[own])[0] if own in claims else (0, 0)):
            if document and subject in claims:
                edit = dict(edits[subject].fields) if subject in edits else {}
                row = (labelstudio if form == "labelstudio" else prodigy)(document, claims[subject], reviewed[subject], edit)
                yield json.dumps(row, ensure_ascii=False) + "\n"


def _document(house: House, report: str) -> Plain | None:
    entry = house.ledger.report(report)
    if entry is None:
        return None
    claims = tuple(one.claim for one in house.ledger.claims_of(report))
    return house.guard([report], None).report(ReportSheet(report=entry.report, claims=claims, flags=entry.flags))


def spans(claim: Plain) -> list[tuple[int, int]]:
    """Return the fragments of a claim's content."""
    own = claim["span"]
    return [tuple(one) for one in own] if isinstance(own[0], list) else [(own[0], own[1])]


def marked(claim: Plain) -> list[tuple[int, int, str]]:
    """Return content, sources (who told the reporter first), cues, hedges, who takes part and places: start, end, label."""
    found = [(start, end, "content") for start, end in spans(claim)]
    for link in claim["chain"]:
        found.append((*link["source"]["span"], "source"))
        found += [(*link["cue"]["span"], "cue")] if link["cue"] else []
    found += [(*hedge["span"], "hedge") for hedge in claim["hedges"]]
    found += [(*one["span"], one["role"]) for one in claim["what"]["participants"] if one["span"]]
    found += [(*one["span"], "where") for one in claim["where"] if one["span"]]
    return list(dict.fromkeys(found))


def values(claim: Plain, edit: dict[str, str]) -> dict[str, str]:
    """Return the slots of a claim with the corrections in them."""
    own = {"type": claim["what"]["type"], **{name: claim[name] for name in SLOTS[1:]}}
    speaker = claim["chain"][-1]["source"]["name"] if claim["chain"] else ""
    kinds = " ".join(dict.fromkeys(one["kind"] for one in claim["evidence"]))
    return {**own, "gist": claim["gist"], "speaker": speaker, "evidence": kinds, **edit}


def labelstudio(document: Plain, claim: Plain, ruling: Judgement, edit: dict[str, str]) -> Plain:
    """Return a task with one annotation (Label Studio's JSON: labels over `text`, a choice for each slot)."""
    text = document["report"]["text"]
    result: list[Plain] = [
        {"id": f"{at}", "from_name": "label", "to_name": "text", "type": "labels",
         "value": {"start": start, "end": end, "text": text[start:end], "labels": [label]}}
        for at, (start, end, label) in enumerate(marked(claim))
    ]  # fmt: skip
    own = values(claim, edit)
    for name in SLOTS:
        result.append({"id": name, "from_name": name, "to_name": "text", "type": "choices", "value": {"choices": [own[name]]}})
    for name in ("gist", "speaker", "evidence"):
        result.append({"id": name, "from_name": name, "to_name": "text", "type": "textarea", "value": {"text": [own[name]]}})
    return {
        "data": {"text": text, "report": document["report"]["id"], "claim": claim["id"], "published": document["report"]["published"]},
        "annotations": [{"completed_by": ruling.author, "was_cancelled": ruling.ruling is Ruling.REJECT, "result": result,
                         "updated_at": ruling.at.isoformat()}],
        "meta": {"ruling": str(ruling.ruling), "note": ruling.note, "corrected": sorted(edit), "claims": len(document["claims"])},
    }  # fmt: skip


def prodigy(document: Plain, claim: Plain, ruling: Judgement, edit: dict[str, str]) -> Plain:
    """Return a task as Prodigy's spans recipes keep it."""
    return {
        "text": document["report"]["text"],
        "spans": [{"start": start, "end": end, "label": label} for start, end, label in marked(claim)],
        "accept": [values(claim, edit)["type"]],
        "answer": ANSWERS[ruling.ruling], "_annotator_id": ruling.author, "_timestamp": int(ruling.at.timestamp()),
        "meta": {"report": document["report"]["id"], "claim": claim["id"], "published": document["report"]["published"],
                 "slots": values(claim, edit), "ruling": str(ruling.ruling), "note": ruling.note, "corrected": sorted(edit),
                 "claims": len(document["claims"])},
    }  # fmt: skip
