"""The other side of the pipe: what a worker process does until it is told no more."""

import os
import pickle
import shutil
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from analysis.workers.limits import HEAD, Failure, Kind, Limits

try:
    import resource
except ImportError:  # Windows has no such limits; there the clock alone holds
    resource = None  # type: ignore[assignment]

_WORN_SHARE = 4


def serve() -> None:
    """Run the function that comes first over every item that follows, until the pipe is closed."""
    requests, answers = _private_pipes()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    function, limits, folder = pickle.load(requests)
    _limit_process(limits)
    try:
        answers.write(b"!")
        answers.flush()
        _serve_items(function, limits, requests, answers)
    except (EOFError, BrokenPipeError):
        pass  # the caller was killed, or it would have ended this process itself
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _serve_items(function: Callable[[object], object], limits: Limits, requests: BinaryIO, answers: BinaryIO) -> None:
    start, worn = _address_space(), False
    while not worn:
        answer = _answer(function, pickle.load(requests), limits)
        data = _pickled(answer, limits)
        worn = answer == Failure("memory") or _address_space() - start > limits.memory_bytes // _WORN_SHARE
        answers.write(HEAD.pack(worn, len(data)) + data)
        answers.flush()


def _private_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Take the pipes away from everything else: what a library prints must not end up among the answers."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    return requests, answers


def _answer(function: Callable[[object], object], item: object, limits: Limits) -> object:
    _limit_cpu(limits)
    try:
        return function(item)
    except MemoryError:
        return Failure("memory")
    except Exception as error:
        return _failed("error", error)
    except (SystemExit, KeyboardInterrupt):
        raise
    except BaseException as error:  # so a library written in Rust reports that it would have crashed
        return _failed("crash", error)


def _failed(kind: Kind, error: BaseException) -> Failure:
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return Failure(kind, f"{type(error).__name__}: {error} ({where})")


def _pickled(answer: object, limits: Limits) -> bytes:
    try:
        data = pickle.dumps(answer)
    except MemoryError:
        return pickle.dumps(Failure("memory"))
    except Exception as error:
        return pickle.dumps(_failed("error", error))
    return data if len(data) <= limits.result_bytes else pickle.dumps(Failure("size"))


def _limit_process(limits: Limits) -> None:
    if resource is None:
        return
    _limit(resource.RLIMIT_AS, limits.memory_bytes)
    _limit(resource.RLIMIT_FSIZE, limits.file_bytes)
    _limit(resource.RLIMIT_CORE, 0)


def _limit_cpu(limits: Limits) -> None:
    """Give the next item its seconds: the system counts those of the whole process."""
    if resource is None:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime + limits.cpu_seconds) + 1)


def _limit(kind: int, value: int) -> None:
    """Lower the soft limit, which ends the process kindly; a system that does not know the limit goes without."""
    hard = resource.getrlimit(kind)[1]
    with suppress(ValueError, OSError):
        resource.setrlimit(kind, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def _address_space() -> int:
    """Return the bytes of address space in use, which is what the limit of memory counts; 0 where not known."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()
