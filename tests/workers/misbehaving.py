"""Functions that worker processes run in the tests: each does one thing a hostile file could bring about."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def act(item: "tuple[str, object]") -> object:
    """Do what the first part of `item` says with the second."""
    name, value = item
    return globals()[name](value)


def twice(value: int) -> int:
    time.sleep(0.02 * (value % 3))
    return value * 2


def process(_: object) -> int:
    return os.getpid()


def take_memory(size: int) -> int:
    return len(bytearray(size))


def keep_memory(size: int) -> int:
    sys.modules["kept"] = bytearray(size)  # type: ignore[assignment]
    return os.getpid()


def compute(seconds: float) -> float:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass
    return seconds


def sleep(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def crash(_: object) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def run_out_in_another_language(_: object) -> None:
    words = "\nmemory allocation of 17179869184 bytes failed\nstack backtrace:\nnote: set a variable for more"
    print(words, file=sys.stderr, flush=True)
    os.abort()


def complain(_: object) -> str:
    print("out of memory, going on with less", file=sys.stderr, flush=True)
    return "complained"


def leave(code: int) -> None:
    os._exit(code)


def fail(text: str) -> None:
    raise ValueError(text)


class PanicException(BaseException):
    """Not an `Exception`, so that nobody catches it by accident."""


def panic(text: str) -> None:
    raise PanicException(text)


def give(size: int) -> bytes:
    return b"x" * size


def give_what_cannot_be_sent(_: object) -> object:
    return lambda: None


def chatter(_: object) -> str:
    print("in\n" * 1000, flush=True)
    os.write(1, b"\0" * 1000)
    return "said"


def write(size: int) -> int:
    path = Path(tempfile.mkdtemp()) / "large"
    path.write_bytes(b"x" * size)
    return path.stat().st_size


LISTENING = "import socket, sys, time; s = socket.socket(socket.AF_UNIX); s.bind(sys.argv[1]); time.sleep(60)"


def start_a_program(record: str) -> None:
    """Start two programs that outlive this process, one in a session of its own with a socket, and never come back."""
    Path(tempfile.mkdtemp(), "left").write_text("left behind")
    programs = [subprocess.Popen(["sleep", "60"], start_new_session=False)]
    listening = [sys.executable, "-c", LISTENING, f"{record}.socket"]
    programs.append(subprocess.Popen(listening, start_new_session=True))
    while not Path(f"{record}.socket").exists():
        time.sleep(0.01)
    Path(record).write_text(" ".join(str(program.pid) for program in programs))
    time.sleep(60)
