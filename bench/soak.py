"""`python -m bench.soak [--minutes 30] [--readers 20]`: a served ledger that is written and read for a long time.

A real `sayso serve` over a fresh ledger. A writer posts invented reports (bench.dispatches) to the API, follows the jobs, and now and then
rules and takes the ruling back; an adder runs the real `sayso add`, and a real `sayso watch` polls an invented feed (bench.newsdesk): both
hand their reports to the server; readers ask all pages and all addresses of the API, each time another question (bench.questions), with a
pause of up to `--pause` seconds between two. The server's memory (RSS) is looked at every few seconds; the ledger may keep 160 MB of its
file there, for the file grows all the time. At the end the server gets SIGTERM, and the ledger is checked.

Faults: an answer of 5xx or a refusal of a good question, a broken connection, an answer slower than 5 s, memory that still grows by more
than a tenth after the first third, an exit code other than 0, a ledger that `sayso check` finds at fault, an acknowledged report that is
missing. Prints one JSON object; exit code 1 where there was any.
"""

import argparse
import json
import random
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from itertools import count
from pathlib import Path
from typing import Any

from bench.dispatches import dispatch
from bench.newsdesk import Newsdesk
from bench.questions import Seen, question
from bench.resident import resident
from sayso.ledger import open_ledger

SLOW = 5.0  # seconds
GROWTH = 1.1  # memory at the end against that after the first third
LOOK = 5.0  # seconds between two looks at the memory
ADDED = 5  # reports of one `sayso add`
OPEN_S, CLOSE_S = 60, 120  # seconds that the server may take to open and to close
SETTINGS = "[ledger]\nmemory_mb = 160\n\n[web]\nrequests_a_minute = 1000000000\nwrites_a_minute = 1000000000\n"
SAYSO = (sys.executable, "-m", "sayso.cli")
TRACE = re.compile(
    r'File "[^"]*/sayso/([^\n]+\n[^\n]+)(?:(?!\n  File "[^"]*/sayso/)(?!\nTraceback)[\s\S])*?\n(\w+(?:Error|Exception)\b[^\n]*)'
)
REFUSED = frozenset({400, 413, 422, 429})  # what a good question is never answered with


@dataclass(slots=True)
class Course:
    """What happened so far. Any thread may use it."""

    port: int
    seen: Seen = field(default_factory=Seen)
    answers: Counter[int] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")
    acts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    acknowledged: set[str] = field(default_factory=set)
    memory: list[tuple[float, float]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)
    numbers: "count[int]" = field(default_factory=count)

    def fault(self, words: str) -> None:
        """Keep a fault."""
        with self.lock:
            self.faults.append(words)

    def did(self, act: str, times: int = 1) -> None:
        """Count an act."""
        with self.lock:
            self.acts[act] += times

    def number(self) -> int:
        """Return the number of a report that was not written yet."""
        with self.lock:
            return next(self.numbers)

    def ask(self, path: str, body: dict[str, Any] | None = None, *, good: bool = True) -> tuple[int, bytes]:
        """Return status and body of an answer, counted; status 0 where the connection broke."""
        began, method = time.perf_counter(), "GET" if body is None else "POST"
        host = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            host.request(method, path, None if body is None else json.dumps(body).encode(), {"content-type": "application/json"})
            answer = host.getresponse()
            status, told = answer.status, answer.read()
        except (OSError, HTTPException) as fault:
            status, told = 0, f"{type(fault).__name__}: {fault}".encode()
        finally:
            host.close()
        spent = time.perf_counter() - began
        with self.lock:
            self.answers[status] += 1
            self.seconds.append(spent)
            self.slowest = max(self.slowest, (spent, f"{method} {path}"))
            if not status or status >= 500 or (good and status in REFUSED):
                self.faults.append(f"{method} {path}: {status} {told[:200].decode('utf-8', 'replace')}")
            if spent > SLOW:
                self.acts["answers slower than 5 s"] += 1
                self.faults.append(f"{method} {path}: {spent:.1f} s")
        return status, told


def read(course: Course, seed: int, pause: float) -> None:
    """Ask one question after the other."""
    dice = random.Random(seed)
    while not course.over.wait(dice.uniform(0, pause)):
        path, good = question(dice, course.seen)
        status, told = course.ask(path, good=good)
        if status == 200 and good:
            course.seen.learn(path, told)


def write(course: Course, every: float) -> None:
    """Post reports, follow their jobs, and after every third one rule and after every sixth take that back."""
    dice, own = random.Random(99), count(1)
    while not course.over.wait(every):
        rows = [dispatch(course.number()) for _ in range(dice.randint(1, 4))]
        status, told = course.ask("/api/v1/reports", {"reports": rows})
        if status != 202:
            course.fault(f"reports were not taken: {status}")
            continue
        job = json.loads(told)
        course.seen.jobs.append(job["id"])
        while job["state"] in ("waiting", "reading"):
            time.sleep(0.2)
            status, told = course.ask(job["href"])
            if status != 200:
                return
            job = json.loads(told)
        if job["state"] != "done" or job["failures"] or len(job["reports"]) != len(rows):
            course.fault(f"job {job['id']}: {job['state']}, {len(job['reports'])} of {len(rows)} reports, {job['failures']}")
        course.acknowledged.update(job["reports"])
        course.seen.reports += job["reports"]
        course.did("reports posted", len(job["reports"]))
        if (step := next(own)) % 3 == 0 and job["events"]:
            rule(course, dice, job["events"], undone=step % 6 == 0)


def rule(course: Course, dice: random.Random, events: list[str], *, undone: bool) -> None:
    """Rule on an event that changed just now; where wished, take the ruling back."""
    ruling = dice.choice(("confirm", "retract"))
    given = {"ruling": ruling, "subjects": [dice.choice(events)], "author": "an editor"}
    status, told = course.ask("/api/v1/judgements", given, good=False)
    if status != 201:  # the event may have been merged meanwhile
        course.did(f"rulings answered with {status}")
        return
    course.did("rulings")
    if undone:
        subjects = json.loads(told)["judgement"]["subjects"]
        status, told = course.ask("/api/v1/judgements", {**given, "ruling": "undo", "subjects": subjects, "fields": {"ruling": ruling}})
        course.did("rulings taken back" if status == 201 else f"undo answered with {status}")


def add(course: Course, folder: Path, every: float) -> None:
    """Run `sayso add` over a table of fresh reports, again and again; it hands them to the server."""
    while not course.over.wait(every):
        rows = [dispatch(course.number()) for _ in range(ADDED)]
        file = folder / "more.jsonl"
        file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        run = subprocess.run(
            [*SAYSO, "add", str(file), "--ledger", str(folder / "ledger.duckdb")], capture_output=True, text=True, check=False
        )
        if run.returncode or f"{ADDED} reports read" not in run.stderr:
            course.fault(f"sayso add ended with {run.returncode}: {run.stderr[-300:]}")
        else:
            course.acknowledged.update(row["url"] for row in rows)
            course.did("reports through `sayso add`", ADDED)


def watched(course: Course, desk: Newsdesk) -> None:
    """Stop the watcher, and count what it says is kept."""
    code, words = desk.stop()
    own = desk.acknowledged()
    if code or not own:
        course.fault(f"sayso watch ended with {code} after {len(own)} entries: {words}")
    course.acknowledged.update(own)
    course.did("reports through `sayso watch`", len(own))


def look(course: Course, process: int) -> None:
    """Look at the server's memory."""
    began = time.perf_counter()
    while not course.over.wait(LOOK):
        course.memory.append((time.perf_counter() - began, resident(process)))


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def opened(folder: Path, port: int) -> subprocess.Popen[bytes]:
    """Start the server and wait until it answers."""
    (folder / "settings.toml").write_text(SETTINGS, "utf-8")
    command = [*SAYSO, "serve", "--ledger", str(folder / "ledger.duckdb"), "--port", str(port), "--settings", str(folder / "settings.toml")]
    with (folder / "told.txt").open("wb") as told:
        server = subprocess.Popen(command, stdout=told, stderr=told)
    until = time.monotonic() + OPEN_S
    while time.monotonic() < until and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return server
        except OSError:
            time.sleep(0.2)
    server.kill()
    raise SystemExit(f"the server did not open: {(folder / 'told.txt').read_text()}")


def ended(server: subprocess.Popen[bytes], course: Course) -> dict[str, Any]:
    """Stop the server and return how it ended."""
    if server.poll() is not None:
        course.fault(f"the server ended by itself with {server.returncode}")
    began = time.perf_counter()
    server.send_signal(signal.SIGTERM)
    try:
        code = server.wait(CLOSE_S)
    except subprocess.TimeoutExpired:
        server.kill()
        code = server.wait()
    if code:
        course.fault(f"the server ended with {code}")
    return {"exit code": code, "seconds to close": round(time.perf_counter() - began, 1)}


def checked(folder: Path, course: Course) -> dict[str, Any]:
    """Check the ledger that was left, and look for everything that was acknowledged."""
    ledger = folder / "ledger.duckdb"
    run = subprocess.run([*SAYSO, "check", "--ledger", str(ledger)], capture_output=True, text=True, check=False)
    if run.returncode:
        course.fault(f"sayso check: {run.returncode}: {(run.stdout + run.stderr)[-1500:]}")
    with open_ledger(ledger) as book:
        ids = book.report_ids()
        sheets = book.sheets(ids)
        held = {*ids, *(entry.report.url for entry, _ in sheets.values() if entry.report.url)}
        rulings, claims = len(book.judgements()), sum(len(found) for _, found in sheets.values())
    lost = sorted(course.acknowledged - held)
    if lost:
        course.fault(f"{len(lost)} acknowledged reports are missing: {lost[:5]}")
    if rulings != course.acts["rulings"] + course.acts["rulings taken back"]:
        course.fault(f"{rulings} rulings are in the ledger, others were acknowledged: {dict(course.acts)}")
    return {"reports": len(ids), "claims": claims, "rulings": rulings, "check": run.returncode, "missing": len(lost)}


def grown(course: Course) -> dict[str, Any]:
    """Return the memory at the start, after a third, in the middle and at the end (MB, means of a tenth each), and the slope after that."""
    points = course.memory
    if len(points) < 10:
        return {}
    tenth = max(len(points) // 10, 1)
    mean = lambda first: statistics.mean(megabytes for _, megabytes in points[first : first + tenth])  # noqa: E731
    third, end = mean(len(points) // 3), mean(len(points) - tenth)
    later = points[len(points) // 3 :]
    slope = statistics.linear_regression([seconds / 60 for seconds, _ in later], [megabytes for _, megabytes in later]).slope
    if end > GROWTH * third:
        course.fault(f"memory grew from {third:.0f} to {end:.0f} MB after the first third")
    step = max(len(points) // 30, 1)
    return {
        "start": round(points[0][1]), "after a third": round(third), "middle": round(mean(len(points) // 2)), "end": round(end),
        "peak": round(max(megabytes for _, megabytes in points)), "slope after a third, MB/min": round(slope, 2),
        "curve": [[round(seconds), round(megabytes)] for seconds, megabytes in points[::step]],
    }  # fmt: skip


def run(minutes: float, readers: int, pause: float, every: float) -> dict[str, Any]:
    """Do it all and return the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder, course = Path(name), Course(free_port())
        server = opened(folder, course.port)
        work: list[Callable[[], None]] = [
            lambda: write(course, every), lambda: add(course, folder, 10 * every), lambda: look(course, server.pid),
            *(lambda seed=seed: read(course, seed, pause) for seed in range(readers)),
        ]  # fmt: skip
        threads = [threading.Thread(target=one, daemon=True) for one in work]
        with Newsdesk(folder, folder / "ledger.duckdb", course.number) as desk:
            for one in threads:
                one.start()
            course.over.wait(minutes * 60)
            course.over.set()
            for one in threads:
                one.join(CLOSE_S)
            watched(course, desk)
        close = ended(server, course)
        told = (folder / "told.txt").read_text("utf-8", "replace")
        ledger = checked(folder, course)
        for words in sorted(set(TRACE.findall(told))):
            course.fault(f"the server said: {words}")
        spent = sorted(course.seconds)
        return {
            "minutes": minutes, "readers": readers, "answers": {str(own): course.answers[own] for own in sorted(course.answers)},
            "answers/s": round(len(spent) / minutes / 60, 1), "p50 s": round(spent[len(spent) // 2], 3),
            "p95 s": round(spent[len(spent) * 95 // 100], 3), "p99 s": round(spent[len(spent) * 99 // 100], 3),
            "slowest s": round(course.slowest[0], 2), "slowest": course.slowest[1], "acts": dict(course.acts), "memory MB": grown(course),
            "close": close, "ledger": ledger, "ledger MB": round((folder / "ledger.duckdb").stat().st_size / 1e6),
            "faults": len(course.faults), "first faults": course.faults[:20],
        }  # fmt: skip


def main() -> None:
    """Run and print; exit code 1 where there was a fault."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--pause", type=float, default=4.0, help="seconds at most between two questions of a reader")
    parser.add_argument("--every", type=float, default=3.0, help="seconds between two posts of the writer")
    parser.add_argument("--out", type=Path, help="write the figures as JSON")
    given = parser.parse_args()
    found = run(given.minutes, given.readers, given.pause, given.every)
    print(json.dumps(found, indent=1))
    if given.out:
        given.out.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    sys.exit(1 if found["faults"] else 0)


if __name__ == "__main__":
    main()
