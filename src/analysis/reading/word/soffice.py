"""LibreOffice without a window: old Word formats become .docx, with nothing in them run or fetched."""

import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from analysis.reading.programs import ProgramError, run_program

_PLACES = {
    "darwin": ["/Applications/LibreOffice.app/Contents/MacOS/soffice"],
    "win32": [rf"{os.environ.get('PROGRAMFILES', 'C:')}\LibreOffice\program\soffice.com"],
}
_START_SECONDS = 60.0
_FILE_SECONDS = 10.0
# Built into the program, whatever the environment says
_SOCKET_FOLDERS = (Path("/tmp"), Path("/var/tmp"))
# Macros off at the highest level, links to other files and pages never followed, and a proxy where nothing listens
_SETTINGS = (
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "CheckDocumentEvents", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Misc", "UseLocking", "false"),
    ("Office.Writer/Content/Update", "Link", "2"),
    ("Office.Writer/Content/Update", "Field", "false"),
    ("Office.Java/VirtualMachine", "Enable", "false"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("Inet/Settings", "ooInetNoProxy", ""),
)
_NO_NETWORK = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), "http://127.0.0.1:9")
_XCU = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
    'xmlns:xs="http://www.w3.org/2001/XMLSchema">{items}</oor:items>\n'
)
_ITEM = (
    '<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
)


def find_soffice() -> str | None:
    """Return the LibreOffice program of this machine, None when it is not installed."""
    named = shutil.which("soffice") or shutil.which("libreoffice")
    return named or next((place for place in _PLACES.get(sys.platform, []) if Path(place).is_file()), None)


def to_docx(files: Sequence[Path], into: Path) -> None:
    """Convert `files` in one call to .docx of the same stem in the folder `into`.

    What cannot be converted is missing there. Raises `ProgramError` when LibreOffice is missing, takes longer than
    a minute and ten seconds per file, or fails as a whole.
    """
    program = find_soffice()
    if program is None:
        raise ProgramError("soffice is not installed")
    # The profile must be new: a second LibreOffice on the same profile hands its files over and ends at once
    with tempfile.TemporaryDirectory(prefix="soffice-", ignore_cleanup_errors=True) as home:
        profile = _profile(Path(home))
        command = [program, f"-env:UserInstallation={profile}", "--headless", "--norestore"]
        command += ["--nolockcheck", "--nodefault", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(into)]
        seconds = _START_SECONDS + _FILE_SECONDS * len(files)
        try:
            run_program([*command, *files], seconds, Path(home), {**_NO_NETWORK, "TMPDIR": home})
        finally:
            _remove_socket(profile)


def _remove_socket(profile: str) -> None:
    """Remove the socket that LibreOffice leaves behind when it is ended; its name is made of its profile's."""
    digest = hashlib.md5(profile.encode("utf-16-le"), usedforsecurity=False).digest()
    name = f"SingleOfficeIPC_{''.join(f'{byte:x}' for byte in digest)}"
    for folder in _SOCKET_FOLDERS:
        for path in folder.glob(f"OSL_PIPE_*_{name}"):
            path.unlink(missing_ok=True)


def _profile(home: Path) -> str:
    user = home / "profile" / "user"
    user.mkdir(parents=True)
    items = "".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    (user / "registrymodifications.xcu").write_text(_XCU.format(items=items), encoding="utf-8")
    return user.parent.as_uri()
