"""Run a function over items in worker processes under limits of memory and time; a failure costs only its own item.

Trap: `multiprocessing` forks processes that have threads (a warning since Python 3.12, a deadlock now and then) or runs
the caller's main module again; a plain process that is told what to run over a pipe does neither.
"""

import os
import pickle
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Generic, TypeVar

from analysis.workers.limits import HEAD, Failure, Limits
from analysis.workers.strays import kill_all

Item = TypeVar("Item")
Result = TypeVar("Result")
_SERVE = "import sys; sys.path[:] = sys.argv[1:]; from analysis.workers.serving import serve; serve()"
_GRACE_SECONDS = 1.0
_SAYS_MEMORY = ("memory allocation", "bad_alloc", "out of memory", "memoryerror")
_MOST_WORDS = 10_000


class _ClosedError(Exception):
    """The run is over; no worker is started any more."""


def run_limited(
    function: Callable[[Item], Result], items: Iterable[Item], limits: Limits, workers: int
) -> Generator[Result | Failure, None, None]:
    """Yield for each of `items`, in order, what `function` returns, or how it failed.

    `function`, the items and the results must be picklable, the function by its name. With `workers` 0 all runs in this
    process: no limit holds and an exception comes through.
    """
    if workers == 0:
        yield from map(function, items)
        return
    crew = _Crew(function, limits)
    threads = ThreadPoolExecutor(workers)
    try:
        yield from threads.map(crew.run, items)
    finally:
        crew.close()
        threads.shutdown(cancel_futures=True)


class _Crew(Generic[Item, Result]):
    """The workers of one run; each thread takes an idle one, or starts one, for its item."""

    def __init__(self, function: Callable[[Item], Result], limits: Limits) -> None:
        self._function = function
        self._limits = limits
        self._idle: deque[_Worker[Item, Result]] = deque()
        self._living: set[_Worker[Item, Result]] = set()
        self._lock = threading.Lock()
        self._closed = False

    def run(self, item: Item) -> Result | Failure:
        """Run one item; a worker that died or is used up is replaced for the next."""
        worker = self._take()
        result = worker.run(item)
        if worker.spent:
            self._drop(worker)
        else:
            self._idle.append(worker)
        return result

    def close(self) -> None:
        """Kill every worker, busy or not."""
        with self._lock:
            self._closed = True
            living = list(self._living)
        for worker in living:
            worker.close()

    def _take(self) -> "_Worker[Item, Result]":
        with suppress(IndexError):
            return self._idle.pop()
        with self._lock:
            if self._closed:
                raise _ClosedError
            worker = _Worker(self._function, self._limits)
            self._living.add(worker)
        return worker

    def _drop(self, worker: "_Worker[Item, Result]") -> None:
        worker.close()
        with self._lock:
            self._living.discard(worker)


class _Worker(Generic[Item, Result]):
    """One process with a temporary folder and a process group of its own."""

    def __init__(self, function: Callable[[Item], Result], limits: Limits) -> None:
        self.spent = False
        self._limits = limits
        self._expired = self._busy = self._ended = False
        self._folder = tempfile.mkdtemp(prefix="thi-dua-")
        self._first: tuple[object, ...] | None = (function, limits, self._folder)
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the worker
        self._process = subprocess.Popen(
            [sys.executable, "-c", _SERVE, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env={**os.environ, **dict.fromkeys(("TMPDIR", "TMP", "TEMP"), self._folder)},
            start_new_session=True,
        )

    def run(self, item: Item) -> Result | Failure:
        """Run one item and wait for its result."""
        self._busy = True
        self._errors.seek(0)
        self._errors.truncate()
        clock = threading.Timer(self._limits.wall_seconds, self._expire)
        try:
            self._greet()
            clock.start()
            self._send(item)
            return self._receive()
        except (EOFError, OSError, pickle.UnpicklingError):
            self.spent = True
            return self._failure()
        finally:
            clock.cancel()
            if clock.ident:
                clock.join()
            self._busy = False
            self.spent = self.spent or self._expired

    def _greet(self) -> None:
        """Wait once for the worker to have loaded the function, so that loading does not count as reading."""
        if self._first:
            self._send(self._first)
            self._first = None
            self._read(1)

    def _send(self, message: object) -> None:
        assert self._process.stdin
        self._process.stdin.write(pickle.dumps(message))
        self._process.stdin.flush()

    def _read(self, size: int) -> bytes:
        assert self._process.stdout
        data = self._process.stdout.read(size)
        if len(data) < size:
            raise EOFError
        return data

    def _receive(self) -> Result | Failure:
        self.spent, size = HEAD.unpack(self._read(HEAD.size))
        if size > self._limits.result_bytes:
            self.spent = True
            return Failure("size")
        answer: Result | Failure = pickle.loads(self._read(size))
        return answer

    def _expire(self) -> None:
        self._expired = True
        self._stop()

    def _failure(self) -> Failure:
        if self._expired:
            return Failure("wall")
        self._wait()
        self._stop()
        code = self._process.returncode
        if hasattr(signal, "SIGXCPU") and code == -signal.SIGXCPU:
            return Failure("cpu")
        self._errors.seek(0)
        words = self._errors.read(_MOST_WORDS).decode("utf-8", "replace").strip()
        if any(said in words.lower() for said in _SAYS_MEMORY):
            return Failure("memory")
        named = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        said = words.splitlines()[-1 if words.startswith("Traceback") else 0] if words else ""
        return Failure("crash", f"{named} {said}".strip())

    def _stop(self) -> None:
        """End the process with all that it started; where they cannot be found it is asked to end them itself."""
        if self._ended:
            return
        if self._busy and not kill_all(self._folder):
            self._process.terminate()
            self._wait()
        if hasattr(os, "killpg"):
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.wait()
        self._ended = True

    def _wait(self) -> None:
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(_GRACE_SECONDS)

    def close(self) -> None:
        """End the process and remove its temporary folder."""
        self._stop()
        shutil.rmtree(self._folder, ignore_errors=True)
        self._errors.close()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                pipe.close()  # type: ignore[union-attr]
