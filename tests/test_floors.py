"""The house keeps its shape: lower floors only, no imports inside functions, nothing too long."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src" / "sayso"
FLOORS = {
    "errors": 0, "settings": 1, "model": 1, "lexicon": 1, "packs": 2, "engines": 2, "gazetteer": 2, "load": 3, "parse": 3,
    "attribute": 3, "ground": 3,
    "link": 3, "stand": 3, "ledger": 3, "publish": 3, "pipeline": 4, "scale": 5, "web": 5, "terminal": 6, "cli": 6,
}  # fmt: skip
LATE = {"cli"}  # may import inside functions, so that --help answers at once
# These open their formats' libraries when such a file comes or goes; those of scale/ open Spark's, which are an extra.
HEAVY = (
    "load/page.py", "load/pdf.py", "load/archive.py", "load/tables.py", "publish/parquet.py", "scale/session.py", "scale/arrow.py",
    "scale/linking.py",
)  # fmt: skip
LONGEST_FILE, LONGEST_FUNCTION = 400, 60
MODULES = sorted(SOURCE.rglob("*.py"))


def room(path: Path) -> str:
    """The folder (or top-level module) of the house that a file belongs to."""
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported(tree: ast.AST) -> list[tuple[str, int]]:
    """Every room of the house that a module imports, with the line."""
    found = []
    for node in ast.walk(tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module] if node.module != "sayso" else [f"sayso.{alias.name}" for alias in node.names]
        found += [(name.split(".")[1], node.lineno) for name in names if name.startswith("sayso.")]
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_floors(path: Path) -> None:
    own = room(path)
    if own == "__init__":
        return
    assert own in FLOORS, f"{own} has no floor: give it one here and in ARCHITECTURE.md"
    for other, line in imported(ast.parse(path.read_text("utf-8"))):
        lower = FLOORS[other] < FLOORS[own]
        assert other == own or lower or (own, other) == ("cli", "terminal"), f"{path.name}:{line} {own} imports {other}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_import_inside_a_function(path: Path) -> None:
    if room(path) in LATE or str(path.relative_to(SOURCE)) in HEAVY:
        return
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            inner = [one.lineno for one in ast.walk(node) if isinstance(one, ast.Import | ast.ImportFrom)]
            assert not inner, f"{path.name}:{inner[0]} {node.name} imports inside"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_sizes(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= LONGEST_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno + 1 <= LONGEST_FUNCTION, f"{path.name}:{node.lineno} {node.name}"
