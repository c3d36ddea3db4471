"""`python -m bench.predict SUITE ...`: predictions of one suite, one JSON object a line, as the scorers read them."""

import importlib
import pkgutil
import sys

from bench import suites


def main() -> int:
    """Run the suite that the first argument names; returns the exit code."""
    known = sorted(module.name for module in pkgutil.iter_modules(suites.__path__))
    if len(sys.argv) < 2 or sys.argv[1] not in known:
        print(f"usage: python -m bench.predict SUITE ...   SUITE: {', '.join(known)}", file=sys.stderr)
        return 2
    code: int = importlib.import_module(f"bench.suites.{sys.argv[1]}").main(sys.argv[2:])
    return code


if __name__ == "__main__":
    sys.exit(main())
