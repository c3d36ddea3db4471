"""The table of figures in README, made from bench/results and never typed."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

OUTPUT_START, OUTPUT_END = "<!-- output: made by make bench -->", "<!-- end of output -->"
SHOWN = "examples/reports/4_field_monitor.txt"
START, END = "<!-- figures: made by make bench -->", "<!-- end of figures -->"

ROWS = (  # what it is, result file, where the figure stands in it, the yardstick
    ("Attribution, PolNeAR dev: F1", "attribution", ("attribution", "f1"), "two people .757; rules over CoreNLP .52"),
    ("the peer's: spaCy, textacy's quotations", "peer", ("direct quotations", "attribution", "f1"), "reads direct quotations alone"),
    ("the peer's with rules for indirect speech", "peer", ("with indirect speech", "attribution", "f1"), ""),
    ("content alone: F1", "attribution", ("attribution", "content_only", "f1"), "two people .800"),
    ("source right where the content is", "attribution", ("attribution", "source_accuracy"), "two people .947"),
    ("recall of direct / mixed / indirect", "attribution", ("attribution", "by_type", "direct", "recall"), "two people .98 / .89 / .70"),
    ("Claims of gold reports: F1", "claims", ("claims", "f1"), "two annotators .94"),
    ("who says it (end to end)", "claims", ("speaker", "e2e"), "two annotators .87"),
    ("whole chain", "claims", ("chain", "e2e"), "two annotators .85"),
    ("chains of two links or more", "claims", ("long_chain", "e2e"), "two annotators .65"),
    ("voice", "claims", ("voice", "e2e"), "two annotators .89"),
    ("polarity", "claims", ("polarity", "e2e"), "two annotators .91"),
    ("modality", "claims", ("modality", "e2e"), "two annotators .89"),
    ("event type", "claims", ("type", "e2e"), "two annotators .88"),
    ("agent", "claims", ("agent", "e2e"), "two annotators .78"),
    ("patient", "claims", ("patient", "e2e"), "two annotators .71"),
    ("when (close)", "claims", ("when_close", "e2e"), "two annotators .81"),
    ("where: F1", "claims", ("where", "f1"), "two annotators .91"),
    ("numbers: F1", "claims", ("numbers", "f1"), "two annotators .85"),
    ("evidence: F1", "claims", ("evidence", "f1"), "two annotators .81"),
    ("Syntax, GUM dev: LAS", "syntax", ("LAS",), "probe .81"),
    ("parts of speech", "syntax", ("UPOS",), "probe .93"),
    ("Time expressions: exact", "time", ("exact",), "recognizers-text .54"),
    ("Quantities: exact", "quantity", ("exact",), "quantulum3 .75"),
    ("Place relations: exact", "place_relation", ("exact",), ""),
    ("Actors: exact", "actor", ("exact",), "old dictionaries .38"),
    ("Place names, GeoVirus from raw text: recognition F1", "toponyms", ("recognition", "f1"), "flashgeotext .66"),
    ("right place or area, end to end", "toponyms", ("end_to_end",), ""),
    ("Events of a bundle, reports read: B-cubed F1", "bundle", ("read", "bundle", "b_cubed_f1"), ""),
    ("the same from gold claims", "bundle", ("gold claims", "b3_f1"), ""),
    ("standing right, reports read", "bundle", ("read", "bundle", "standing", "e2e"), ""),
    ("Reports a second, one process", "speed", ("one process", "reports/s"), "700 words each; a shared 2-core machine"),
    ("Reports a second, two processes", "speed", ("two processes", "reports/s"), "700 words each"),
    ("our rate over the peer's (spaCy, textacy), one process", "speed", ("peer", "ratio", "one process"), "aim 3"),
    ("the same, two processes", "speed", ("peer", "ratio", "two processes"), "aim 3"),
)  # fmt: skip


def figure(result: Any, path: tuple[str, ...]) -> str | None:
    """Return the figure at a path of a result, None where it is not there."""
    for key in path:
        result = result.get(key) if isinstance(result, dict) else None
    return f"{result:.3g}" if isinstance(result, float | int) else None


def table(results: Path) -> str:
    """Return the table as Markdown, a row for each figure that there is."""
    lines = ["| what | Sayso | yardstick |", "|---|---|---|"]
    for name, file, path, yardstick in ROWS:
        source = results / f"{file}.json"
        found = figure(json.loads(source.read_text("utf-8")), path) if source.exists() else None
        if name.startswith("recall of") and found:
            by_type = json.loads(source.read_text("utf-8"))["attribution"]["by_type"]
            found = " / ".join(f"{by_type[kind]['recall']:.2f}" for kind in ("direct", "mixed", "indirect"))
        if found:
            lines.append(f"| {name} | {found} | {yardstick} |")
    return "\n".join(lines)


def write_table(results: Path, readme: Path) -> None:
    """Put the table and the output of `sayso read` between their marks in README."""
    text = _between(readme.read_text("utf-8"), START, END, table(results))
    readme.write_text(_between(text, OUTPUT_START, OUTPUT_END, f"```\n{output(readme.parent)}\n```"), "utf-8")


def output(root: Path) -> str:
    """Return what `sayso read` prints of an example, 100 columns wide."""
    command = [sys.executable, "-m", "sayso.cli", "read", SHOWN]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=root, env={**os.environ, "COLUMNS": "100"})
    return "\n".join(line.rstrip() for line in done.stdout.rstrip().splitlines())


def _between(text: str, start: str, end: str, new: str) -> str:
    before, rest = text.split(start, 1)
    return f"{before}{start}\n{new}\n{end}{rest.split(end, 1)[1]}"
