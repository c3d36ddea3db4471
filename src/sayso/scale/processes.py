"""Reports read in several processes side by side. The results keep the order of the reports, and a process that dies loses none."""

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import SimpleQueue
from threading import Event, Lock

from sayso.engines import default_engine
from sayso.errors import SaysoError, ScaleError
from sayso.load import Failure, Loaded
from sayso.pipeline import ReadReport, knowledge, read_reports
from sayso.settings import Settings, shipped

TOGETHER = 4  # reports that go to a process in one step: what is read again where it dies
AHEAD = 32  # steps for each process that are read before their turn, so that nobody waits while claims are linked
STARTS = 3  # times that a process may die before it has opened its engine
CONTEXT = get_context("spawn")  # a forked process would share the engine's threads and the ledger's file

Item = Loaded | Failure
Result = ReadReport | Failure
Reader = Callable[[Item], Result]
Opener = Callable[[Settings], Reader]


def open_reader(settings: Settings) -> Reader:
    """Return what reads one report in this process: it opens its own engine, on one thread. Raises EngineError."""
    engine = default_engine()
    knowledge(settings)
    return lambda one: next(read_reports([one], engine=engine, settings=settings))


def read_side_by_side(
    loaded: Iterable[Item], workers: int, *, settings: Settings | None = None, opener: Opener = open_reader
) -> Iterator[Result]:
    """Yield every report read, in order, as `read_reports` does, by so many processes.

    Where a process dies, what it was reading is read again, one report after the other; a report that brings it down twice
    becomes a Failure, and the run goes on. At most `AHEAD` steps for each process are held. Raises EngineError where the engine
    cannot be opened, and ScaleError where processes die before they begin.
    """
    crew, items = Crew(workers, opener, settings or shipped()), iter(loaded)
    waiting: deque[Future[list[Result]]] = deque()
    try:
        while some := list(islice(items, TOGETHER)):
            waiting.append(crew.ask(some))
            if len(waiting) > AHEAD * workers:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        crew.close()


def work(pipe: Connection, opener: Opener, settings: Settings) -> None:
    """Read what comes through the pipe until it ends: what a process does. The first answer is None, or why it cannot begin."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends the run
    try:
        read = opener(settings)
    except SaysoError as fault:
        pipe.send(f"{fault}")
        return
    pipe.send(None)
    try:
        while True:
            pipe.send([read(one) for one in pipe.recv()])
    except (EOFError, OSError):
        return


class Gone(Exception):
    """The process ended in the middle of its work."""


@dataclass(slots=True)
class Seat:
    """A place for one process, which is started when it is first needed and again after it died."""

    opener: Opener
    settings: Settings
    turns: Lock  # processes of one crew are started and ended one at a time
    closed: Event
    process: BaseProcess | None = None
    pipe: Connection | None = None

    def ask(self, batch: list[Item]) -> list[Result]:
        """Return the results of the reports. Raises Gone where the process dies over them; ScaleError where none can be started."""
        pipe = self.pipe or self._start()
        try:
            pipe.send(batch)
            results: list[Result] = pipe.recv()
        except (EOFError, OSError):
            self.end()
            raise Gone from None
        return results

    def _start(self) -> Connection:
        for _ in range(STARTS):
            pipe = self._begun()
            try:
                fault = pipe.recv()
            except (EOFError, OSError):
                self.end()
                continue
            if fault is not None:
                self.end()
                raise ScaleError(f"a reading process could not begin: {fault}")
            return pipe
        raise ScaleError(
            f"{STARTS} reading processes died before they began: is there memory for them? "
            "Use fewer --workers; in a script of your own, begin under `if __name__ == '__main__':`"
        )

    def _begun(self) -> Connection:
        pipe, other = CONTEXT.Pipe()
        with self.turns, other:
            if self.closed.is_set():
                raise Gone
            process = CONTEXT.Process(target=work, args=(other, self.opener, self.settings), daemon=True)
            process.start()
            self.process, self.pipe = process, pipe
        return pipe

    def kill(self) -> None:
        """Kill the process, whatever it is doing; who waits for its answer is told by the pipe."""
        with self.turns:
            if self.process is not None:
                self.process.kill()

    def end(self) -> None:
        """Kill the process and leave the seat empty."""
        with self.turns:
            if self.process is not None:
                self.process.kill()
                self.process.join()
            if self.pipe is not None:
                self.pipe.close()
            self.process = self.pipe = None


@dataclass(slots=True)
class Crew:
    """Several processes that read, each asked by a thread of its own."""

    workers: int
    opener: Opener
    settings: Settings
    _seats: "SimpleQueue[Seat]" = field(default_factory=SimpleQueue)
    _every: list[Seat] = field(default_factory=list)
    _turns: Lock = field(default_factory=Lock)
    _closed: Event = field(default_factory=Event)
    _threads: ThreadPoolExecutor = field(init=False)

    def __post_init__(self) -> None:
        if self.workers < 1:
            raise ScaleError(f"{self.workers} processes cannot read: give at least 1")
        self._threads = ThreadPoolExecutor(self.workers, "sayso-reading")
        self._every += (Seat(self.opener, self.settings, self._turns, self._closed) for _ in range(self.workers))
        for seat in self._every:
            self._seats.put(seat)

    def ask(self, batch: list[Item]) -> "Future[list[Result]]":
        """Return what will hold the results of the reports, in their order."""
        return self._threads.submit(self._read, batch)

    def close(self) -> None:
        """End the processes; what was asked and is not done is dropped."""
        self._closed.set()
        self._threads.shutdown(wait=False, cancel_futures=True)
        for seat in self._every:
            seat.kill()
        self._threads.shutdown(wait=True)
        for seat in self._every:
            seat.end()

    def _read(self, batch: list[Item]) -> list[Result]:
        seat = self._seats.get()
        try:
            found = self._tried(seat, batch)
            if found is not None:
                return found
            return [result for one in batch for result in self._tried(seat, [one]) or [lost(one)]]
        finally:
            self._seats.put(seat)

    def _tried(self, seat: Seat, batch: list[Item]) -> list[Result] | None:
        """The results, None where the process died or the crew is closed."""
        try:
            return seat.ask(batch)
        except Gone:
            return None


def lost(one: Item) -> Failure:
    """Return the failure of a report whose process died twice."""
    if isinstance(one, Failure):
        return one
    report = one.report
    place = report.name or report.url or report.id
    return Failure(place, f"{place}: the process that read it died twice: give it more memory, or report this with the text")
