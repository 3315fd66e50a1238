"""Running the notebooks so that the files change only if the numbers in them do."""

import subprocess
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from analysis.outputs import replace_files

KERNEL = "python3"
_SECONDS = 300
Progress = Callable[[Sequence[Path]], Iterable[Path]]


class NotebookError(Exception):
    """A notebook could not be run; the message says which and why in one line."""


def execute(directory: Path, progress: Progress = iter) -> list[str]:
    """Run every notebook of `directory` in it, write them back in one step, and return their names.

    The same data give the same bytes: no times, no versions, no random cell ids. NotebookError, with every file as
    it was before, if there is none, if one is no notebook or if a cell fails; OSError if the folder cannot be
    written. `progress` wraps the list of paths, as a bar does.
    """
    paths = sorted(directory.glob("*.ipynb"))
    if not paths:
        raise NotebookError(f"{directory}: không có sổ tay .ipynb nào (no notebook)")
    replace_files(directory, {path.name: _executed(path) for path in progress(paths)})
    return [path.name for path in paths]


def _executed(path: Path) -> bytes:
    notebook = _read(path)
    resources = {"metadata": {"path": str(path.parent)}}
    settings: dict[str, Any] = {"timeout": _SECONDS, "kernel_name": KERNEL, "record_timing": False}
    client = NotebookClient(notebook, resources=resources, **settings)
    try:
        # The kernel's greeting on stderr is no news; what a cell writes there arrives as an output.
        client.execute(stderr=subprocess.DEVNULL)
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        raise NotebookError(f"{path.name}: {_reason(error)}") from None
    written: str = nbformat.writes(tidy(notebook), version=4)  # type: ignore[no-untyped-call]
    return (written + "\n").encode("utf-8")


def _read(path: Path) -> Any:
    try:
        return nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    except (nbformat.reader.NotJSONError, nbformat.ValidationError, UnicodeDecodeError, AttributeError):
        raise NotebookError(f"{path.name}: không phải sổ tay Jupyter (not a notebook)") from None


def _reason(error: Exception) -> str:
    name, value = getattr(error, "ename", type(error).__name__), getattr(error, "evalue", str(error))
    return " ".join(f"{name}: {value}".split())[:300]


def tidy(notebook: Any) -> Any:
    """Return the notebook with everything gone that changes without the data: versions, times, random ids."""
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": KERNEL},
        "language_info": {"name": "python"},
    }
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    for number, cell in enumerate(notebook.cells, start=1):
        cell.id = f"cell-{number:02}"
        cell.metadata = {"tags": cell.metadata["tags"]} if cell.metadata.get("tags") else {}
        for output in cell.get("outputs", []):
            if "metadata" in output:
                output.metadata = {}
    return nbformat.from_dict(notebook)  # type: ignore[no-untyped-call]
