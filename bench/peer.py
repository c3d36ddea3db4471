"""`python -m bench.peer [--reports N]`: the peer (spaCy with textacy's quotations, made by training/peer.py) against ours.

Its attributions on PolNeAR dev by the scorer that ours go through (bench/results/attribution.json), and reports a second, ours and the
peer's in turn, as `bench.speed` measures them. Prints one JSON object.
"""

import argparse
import json
import sys

from bench.run import peer
from bench.speed import missing, rates


def main() -> int:
    """Measure and print; returns 1 where the peer is not here."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=60)
    count = parser.parse_args().reports
    if why := missing():
        print(f"the peer is not measured, {why}", file=sys.stderr)
        return 1
    print(json.dumps({"attribution": {way: found["attribution"] for way, found in peer().items()}, "speed": rates(count)}, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
