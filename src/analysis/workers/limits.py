"""What both sides of the pipe know: the limits, and how an item ends that has no result."""

import struct
from dataclasses import dataclass
from typing import Literal

Kind = Literal["memory", "cpu", "wall", "size", "crash", "error"]

# What comes before each result: whether the worker ends after it, and its length
HEAD = struct.Struct("!?Q")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one item may use: bytes of address space, of the pickled result and of any file written, and seconds.

    The programs that a worker starts inherit the limits of memory and files and have processor seconds of their own.
    """

    memory_bytes: int = 2 * 1024**3
    cpu_seconds: float = 120
    wall_seconds: float = 300
    result_bytes: int = 256 * 1024**2
    file_bytes: int = 1024**3


@dataclass(frozen=True, slots=True)
class Failure:
    """How an item ended that has no result: the limit it passed, or a crash or an error with its words."""

    kind: Kind
    detail: str = ""
