"""Reports that came in through the door: read one after the other in the background, each as a job that can be followed."""

import queue
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from secrets import token_hex

from sayso.load import Failure, Loaded
from sayso.pipeline import ReadReport, add, read_reports
from sayso.web.house import House

KEPT = 1000  # jobs that are remembered
WAITING = 500  # jobs that may wait
TOGETHER = 20  # reports that are written together


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job: waiting, reading, done or failed; `reports` are ids of what was added or was there already."""

    id: str
    state: str
    asked: datetime
    words: str
    reports: tuple[str, ...] = ()
    claims: int = 0
    events: tuple[str, ...] = ()
    failures: tuple[tuple[str, str], ...] = ()
    read: int = 0


class TooManyJobs(Exception):
    """So many jobs wait that another one would only wait longer."""


@dataclass(slots=True)
class Jobs:
    """The jobs of a house, with the one thread that works on them."""

    house: House
    _jobs: "OrderedDict[str, Job]" = field(default_factory=OrderedDict)
    _waiting: "queue.Queue[tuple[str, Callable[[], Iterator[Loaded | Failure]]] | None]" = field(default_factory=queue.Queue)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _thread: threading.Thread | None = None

    def ask(self, words: str, load: Callable[[], Iterator[Loaded | Failure]]) -> Job:
        """Take a job in. Raises TooManyJobs."""
        if self._waiting.qsize() >= WAITING:
            raise TooManyJobs
        job = Job(id=token_hex(8), state="waiting", asked=self.house.clock(), words=words)
        with self._lock:
            self._jobs[job.id] = job
            while len(self._jobs) > KEPT:
                self._jobs.popitem(last=False)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="sayso-jobs", daemon=True)
                self._thread.start()
        self._waiting.put((job.id, load))
        return job

    def get(self, identity: str) -> Job | None:
        """Return a job, None where it is not known or no longer."""
        with self._lock:
            return self._jobs.get(identity)

    def under_way(self) -> list[Job]:
        """Return the jobs that wait or are being read."""
        with self._lock:
            return [job for job in self._jobs.values() if job.state in ("waiting", "reading")]

    def state(self) -> str:
        """Return what changes while jobs go on: which wait or are read, and how far they are."""
        return " ".join(f"{job.id}:{job.state}:{job.read}" for job in self.under_way())

    def close(self) -> None:
        """Finish what is being read and stop; what waits is not begun."""
        with suppress(queue.Empty):  # the thread may take the last one itself
            while True:
                self._waiting.get_nowait()
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join()

    def _set(self, identity: str, **changes: object) -> None:
        with self._lock:
            if identity in self._jobs:
                self._jobs[identity] = replace(self._jobs[identity], **changes)  # type: ignore[arg-type]

    def _work(self) -> None:
        while (task := self._waiting.get()) is not None:
            identity, load = task
            self._set(identity, state="reading")
            try:
                self._read(identity, load())
            except Exception as fault:  # noqa: BLE001 whatever a job does, the others are worked on
                self._set(identity, state="failed", failures=(("job", f"{type(fault).__name__}: {fault}"),))

    def _read(self, identity: str, loaded: Iterator[Loaded | Failure]) -> None:
        results = read_reports(loaded, settings=self.house.settings)
        done, failures, batch = Done(), list[tuple[str, str]](), list[ReadReport]()
        for one in results:
            if isinstance(one, Failure):
                failures.append((one.place, one.message))
                self.house.ledger.add_failures([one], self.house.clock())
            else:
                batch.append(one)
            if len(batch) >= TOGETHER:
                self._keep(batch, done)
                batch = []
            self._set(identity, read=done.read + len(batch) + len(failures))
        self._keep(batch, done)
        state = "failed" if failures and not done.reports else "done"
        self._set(identity, state=state, reports=tuple(done.reports), claims=done.claims, events=tuple(dict.fromkeys(done.events)),
                  failures=tuple(failures), read=done.read + len(failures))  # fmt: skip

    def _keep(self, batch: list[ReadReport], done: "Done") -> None:
        if batch:
            with self.house.writing:
                gathered = add(self.house.ledger, batch, known_at=self.house.clock(), settings=self.house.settings)
            done.reports += [*gathered.added.reports, *gathered.added.known]
            done.claims += gathered.added.claims
            done.events += gathered.events
            done.read += len(batch)


@dataclass(slots=True)
class Done:
    """What a job did so far."""

    reports: list[str] = field(default_factory=list)
    events: list[str] = field(default_factory=list)
    claims: int = 0
    read: int = 0
