"""What `make demo` runs: the example reports, read and printed."""

import subprocess
import sys
from pathlib import Path

REPORTS = Path(__file__).parent / "reports"


def main() -> int:
    """Read every example report; returns the exit code of the last command that failed, else 0."""
    print("Six invented reports on one episode (examples/reports), read one by one:\n", flush=True)
    return subprocess.run([sys.executable, "-m", "sayso.cli", "read", str(REPORTS)], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
