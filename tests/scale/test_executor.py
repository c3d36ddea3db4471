"""An executor that is killed in the middle loses nothing. It takes over a minute: set SAYSO_NIGHTLY."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sayso.load import Options, inputs
from sayso.pipeline import read_reports
from sayso.scale.stored import is_stored, stored
from sayso.settings import shipped
from tests.scale.invented import text
from tests.scale.test_spark import needs_spark

CLUSTER, COUNT, WAIT = "local-cluster[2,1,1024]", 200, 280


def parents() -> dict[int, tuple[int, str]]:
    """The parent and the command line of each process."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            found[int(folder.name)] = (int((folder / "stat").read_text().rpartition(")")[2].split()[1]), command)
        except OSError:
            continue
    return found


def executors(root: int) -> list[int]:
    """The executors that have a Python worker at work, of those that the process `root` began."""
    every = parents()

    def below(one: int) -> bool:
        return one == root or (one in every and below(every[one][0]))

    busy = {parent for parent, command in every.values() if "pyspark" in command and "daemon" in command}
    return [one for one, (_, command) in every.items() if "CoarseGrainedExecutorBackend" in command and one in busy and below(one)]


@needs_spark
@pytest.mark.nightly
@pytest.mark.skipif(not os.environ.get("SAYSO_NIGHTLY"), reason="takes over a minute: set SAYSO_NIGHTLY")
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds executors in /proc")
def test_an_executor_is_killed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(COUNT):
        (tmp_path / "in" / f"{number:03}.txt").write_text(text(number), "utf-8")
    command = [sys.executable, "-m", "sayso.cli", "scale", "read", str(tmp_path / "in"), str(tmp_path / "read"), "--master", CLUSTER]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
        until = time.monotonic() + WAIT
        while not (found := executors(running.pid)) and running.poll() is None and time.monotonic() < until:
            time.sleep(0.2)
        time.sleep(3)  # the workers open their engines and read
        assert found and running.poll() is None and not is_stored(tmp_path / "read")
        os.kill(found[0], signal.SIGKILL)
        _, told = running.communicate(timeout=WAIT)
    assert running.returncode == 0, told
    assert [*stored(tmp_path / "read")] == [*read_reports(inputs([str(tmp_path / "in")], Options(), shipped()))]
