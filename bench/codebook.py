"""Writes docs/codebook.md from the closed sets and the lexicon: `python -m bench.codebook`."""

from pathlib import Path

from sayso.lexicon import table

ROOT = Path(__file__).resolve().parents[1]

HEAD = """# Codebook

A **claim** is one proposition that a report puts forward about the world, in somebody's voice. A sentence that states two happenings is two
claims. Narration that states a happening is a claim with an empty chain. Scene-setting without information is none.

**Chain.** The first link told the reporter, the last is the origin. “told ORG” makes ORG a link. A quoted document, video, imagery or
database is a link (the last one) and evidence as well. A medium (“in a statement”) is no link.

**Voice.** direct: wholly in quotation marks; mixed: partly; indirect: paraphrased; narration: the report's own.

**Stance** is read from the cue of the first link. neutral: said, told, announced, denied, warned, accused. endorsing: confirmed, revealed,
showed, admitted. distancing: claimed, alleged, insisted.

**Polarity.** negated where the proposition is negative, or where its source denies an allegation (“denied that X”: content X, negated).

**Modality.** actual, possible, planned, demanded, conditional, opinion.

**Hedges** lower certainty, other than the cue: reportedly, is believed to, an estimated.

**Responds.** What a claim does to another one of its report: confirms, denies, disputes (another version), updates (a later figure).

## Event types

| type | family | meaning | PLOVER | ACLED | CAMEO | VIINA |
|---|---|---|---|---|---|---|
"""


def codebook() -> str:
    """Return the page."""
    rows = []
    for name, own in table("events")["type"].items():
        cells = [
            name,
            own["family"],
            own["gloss"],
            *(own[key].replace("|", "/") or "–" for key in ("plover", "acled", "cameo", "viina")),
        ]
        rows.append(f"| {' | '.join(cells)} |")
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    (ROOT / "docs" / "codebook.md").write_text(codebook(), "utf-8")
