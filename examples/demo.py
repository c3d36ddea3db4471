"""What `make demo` runs: the example reports read, put into a ledger, and the board that comes of it."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
REPORTS = Path("examples") / "reports"
LEDGER = Path("out") / "demo.duckdb"


def sayso(*arguments: str) -> int:
    """Run a command as a user would, from the folder of the repository, and return its exit code."""
    return subprocess.run([sys.executable, "-m", "sayso.cli", *arguments], check=False, cwd=ROOT).returncode


def main() -> int:
    """Return 0 where every command worked, else the exit code of the first that did not."""
    (ROOT / LEDGER).parent.mkdir(exist_ok=True)
    for old in (ROOT / LEDGER.parent).glob(f"{LEDGER.stem}*"):
        old.unlink()
    names = [str(path.relative_to(ROOT)) for path in sorted((ROOT / REPORTS).iterdir())]
    steps = (
        ("Six invented reports on one episode (examples/reports), read one by one:", ("read", str(REPORTS))),
        (f"The first four put into a ledger, {LEDGER}:", ("add", *names[:4], "--ledger", str(LEDGER))),
        (
            "Later the other two come in, one of them a correction; what stood may now stand otherwise:",
            ("add", *names[4:], "--ledger", str(LEDGER)),
        ),
        ("The board: who says what happened, and how it stands:", ("events", "--ledger", str(LEDGER), "--limit", "100")),
    )
    for words, command in steps:
        print(f"\n{words}\n", flush=True)
        if code := sayso(*command):
            return code
    print(f"\nAsk further: sayso event ID --ledger {LEDGER}   sayso sources --ledger {LEDGER}   (.venv/bin/sayso here)")
    print(f"See it:      sayso serve --ledger {LEDGER}     then open http://127.0.0.1:8000/", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
