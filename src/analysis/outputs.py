"""Writing results so that a failure leaves the previous ones whole."""

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path


def replace_files(directory: Path, contents: Mapping[str, bytes]) -> None:
    """Write `contents` (name -> bytes) into `directory`: all into a temporary folder first, then each in one move.

    Raises `OSError` (disk full, no permission) before any existing file has been touched.
    """
    directory.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=".writing-", dir=directory))
    try:
        for name, content in contents.items():
            path = temporary / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        for name in contents:
            target = directory / name
            target.parent.mkdir(parents=True, exist_ok=True)
            (temporary / name).replace(target)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
