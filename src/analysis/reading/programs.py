"""Run a program beside Python: an argument list, a time limit, and nothing left running afterwards."""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path


class ProgramError(Exception):
    """A program that is missing, took too long or ended with an error."""


class ProgramTimeoutError(ProgramError):
    """A program that took too long and was ended."""


def run_program(
    command: Sequence[str | Path], seconds: float, folder: Path, environment: Mapping[str, str] | None = None
) -> bytes:
    """Run `command` in `folder` and return what it printed.

    The program gets its own process group, which is killed when `seconds` are over or the caller is interrupted.
    Raises `ProgramError`, `ProgramTimeoutError` when the time was over.
    """
    try:
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=folder,
            env={**os.environ, **(environment or {})},
            start_new_session=True,
        )
    except OSError as error:
        raise ProgramError(f"{command[0]}: {error}") from error
    with process:
        try:
            printed, _ = process.communicate(timeout=seconds)
        except BaseException as error:
            _kill(process)
            if isinstance(error, subprocess.TimeoutExpired):
                raise ProgramTimeoutError(f"{command[0]}: more than {seconds:.0f} s") from error
            raise
    if process.returncode:
        raise ProgramError(f"{command[0]}: exit status {process.returncode}")
    return printed


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End the program and what it started; Windows knows no process groups, there only the program itself ends."""
    if hasattr(os, "killpg"):
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
    else:
        process.kill()
