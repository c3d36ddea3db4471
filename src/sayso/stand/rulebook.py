"""The rules for readers: `python -m sayso.stand.rulebook > docs/standing.md` writes the page from the rules themselves."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from sayso.lexicon import table
from sayso.model import Verdict
from sayso.settings import StandSettings
from sayso.stand.interest import default_rows
from sayso.stand.profiles import PROFILES
from sayso.stand.rules import FLAGS, RULES

INTEREST_HEAD = ("event types", "victims", "agent's side", "patient's side", "another side", "reason")


def rulebook() -> str:
    """Return the page as Markdown: verdicts, rules with their inputs, the interest table, profiles, flags and thresholds."""
    parts = [
        "# How an event stands\n",
        "This page is written from the rules in the code (`python -m sayso.stand.rulebook`). Every standing names the rule that "
        "decided, the rules that were looked at and did not apply, and what would move it.\n",
    ]
    return "\n".join([*parts, *(line for section in sections() for line in _table(section))])


@dataclass(frozen=True, slots=True)
class Section:
    """A table of the rulebook."""

    title: str
    head: tuple[str, ...]
    rows: Sequence[Sequence[str]]


def sections() -> list[Section]:
    """Return the tables of the rulebook, the standings first."""
    told = table("rulebook")
    rule = ("rule", "what it does", "looks at")
    return [
        Section("Standings", ("standing", "means"), [(f"`{verdict}`", told["standings"][verdict.value]) for verdict in Verdict]),
        Section("Before the verdict", rule, _sentences(told["before"])),
        Section(
            "The verdict: the first rule that applies",
            ("rule", "sentence", "looks at"),
            [(rule.id, rule.sentence, ", ".join(rule.inputs)) for rule in RULES],
        ),
        Section("Beside and after the verdict", rule, _sentences(told["after"])),
        Section("Whose interest (R16)", INTEREST_HEAD, list(_interest())),
        Section("Profiles", ("profile", "what it adds"), [(f"`{profile}`", told["profiles"][profile]) for profile in PROFILES]),
        Section("Flags", ("flag", "means"), [(f"`{name}`", why) for name, why in FLAGS.items()]),
        Section("Thresholds (settings, section `stand`)", ("setting", "default"), _thresholds()),
        Section("Words that the rules read (lexicon/standing.toml)", ("group", "why"), _words()),
    ]


def _table(section: Section) -> Iterator[str]:
    yield f"## {section.title}\n"
    yield "| " + " | ".join(section.head) + " |"
    yield "|" + "---|" * len(section.head)
    for row in section.rows:
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
    yield ""


def _sentences(rules: Sequence[Mapping[str, str]]) -> list[tuple[str, ...]]:
    return [(rule["id"], rule["sentence"], rule["inputs"]) for rule in rules]


def _interest() -> Iterator[tuple[str, ...]]:
    for row in default_rows():
        worth = tuple(f"{value:+d}" if value else "0" for value in (row.agent, row.patient, row.opponent))
        yield (", ".join(f"`{kind}`" for kind in sorted(row.types)), row.victims, *worth, row.reason)


def _thresholds() -> list[tuple[str, str]]:
    settings = StandSettings()
    return [(f"`{own.name}`", str(getattr(settings, own.name))) for own in fields(settings)]


def _words() -> list[tuple[str, str]]:
    return [(f"`{name}`", entry["reason"]) for name, entry in table("standing").items()]


if __name__ == "__main__":
    print(rulebook(), end="")  # noqa: T201
