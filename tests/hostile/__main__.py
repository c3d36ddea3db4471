"""`python -m tests.hostile FOLDER`: writes the corpus."""

import sys
from pathlib import Path

from tests.hostile.corpus import write

print(write(Path(sys.argv[1])), "inputs written")
