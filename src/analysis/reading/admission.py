"""What may be opened at all, judged before one byte is read: regular files of a size a document can have."""

import os
import stat
from pathlib import Path

from analysis.reading.errors import UnreadableError

MAX_FILE_BYTES = 512 * 1024 * 1024


def check_admissible(path: Path) -> os.stat_result:
    """Return the status of the file at `path`.

    Raises `UnreadableError` for a pipe, socket or device (opening one may wait for ever), a folder, an empty file and
    one too large to be a document.
    """
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            next(path.iterdir(), None)
    except OSError as error:
        raise cannot_open(error) from error
    if not stat.S_ISREG(status.st_mode):
        raise UnreadableError("không phải tệp thường", "it is not a regular file", code="hostile-file")
    if status.st_size == 0:
        raise UnreadableError("tệp rỗng (0 byte)", "the file is empty (0 bytes)")
    if status.st_size > MAX_FILE_BYTES:
        raise UnreadableError(
            f"tệp lớn hơn {MAX_FILE_BYTES >> 20} MB; hãy tách thành nhiều tệp",
            f"the file is larger than {MAX_FILE_BYTES >> 20} MB; split it",
            code="hostile-file",
        )
    return status


def cannot_open(error: OSError) -> UnreadableError:
    """Return the line for a file that the system does not open."""
    reason = error.strerror or str(error)
    return UnreadableError(f"không mở được tệp: {reason}", f"the file cannot be opened: {reason}")
