"""The processes of a worker with all they started, wherever they went: on Linux their environment names its folder.

LibreOffice leaves the process group on purpose and binds a socket in the system's own folder, which stays behind when
it is killed.
"""

import os
import signal
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_PROCESSES = Path("/proc")


def kill_all(folder: str) -> bool:
    """Kill every process whose folder for temporary files is `folder` and remove its sockets; False if not on Linux.

    All are stopped first, so that none starts another or binds a socket unseen.
    """
    if not (_PROCESSES / "self/environ").exists():
        return False
    stopped: set[Path] = set()
    while started := _members(folder) - stopped:
        _signal(started, signal.SIGSTOP)
        stopped |= started
    sockets = _bound_sockets(stopped)
    _signal(stopped, signal.SIGKILL)
    for socket in sockets:
        with suppress(OSError):
            socket.unlink()
    return True


def _members(folder: str) -> set[Path]:
    mark, found = f"TMPDIR={folder}".encode(), set()
    for process in _PROCESSES.glob("[0-9]*"):
        with suppress(OSError):
            if mark in (process / "environ").read_bytes().split(b"\0"):
                found.add(process)
    return found


def _signal(processes: Iterable[Path], number: signal.Signals) -> None:
    for process in processes:
        with suppress(OSError):
            os.kill(int(process.name), number)


def _bound_sockets(processes: Iterable[Path]) -> list[Path]:
    """Return the sockets of `processes` that have a name among the files."""
    held: set[str] = set()
    for process in processes:
        with suppress(OSError):
            held.update(descriptor.readlink().name for descriptor in (process / "fd").iterdir())
    rows: list[list[str]] = []
    with suppress(OSError):
        rows = [line.split(maxsplit=7) for line in (_PROCESSES / "net/unix").read_text("utf-8", "replace").splitlines()]
    return [Path(row[7]) for row in rows if len(row) > 7 and row[7].startswith("/") and f"socket:[{row[6]}]" in held]
