import http.server
import os
import runpy
import shutil
import signal
import struct
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from analysis.reading import Document, UnreadableError, read
from analysis.reading.programs import ProgramError, run_program
from analysis.reading.word.doc import convert, read_doc
from analysis.reading.word.soffice import find_soffice, to_docx

FIXTURES = Path(__file__).parents[1] / "fixtures"
SPEC = runpy.run_path(str(FIXTURES / "office.py"))
ROWS = SPEC["ROWS"]
ODT_MIME = "application/vnd.oasis.opendocument.text"
ODT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.2">'
    "<office:body><office:text>{body}</office:text></office:body></office:document-content>"
)


@pytest.fixture
def soffice() -> str:
    program = find_soffice()
    if program is None:
        pytest.skip("LibreOffice is not installed: sudo apt install libreoffice-writer-nogui")
    return program


@pytest.fixture
def no_soffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analysis.reading.word.doc.find_soffice", lambda: None)


@pytest.fixture
def antiword() -> None:
    if shutil.which("antiword") is None:
        pytest.skip("antiword is not installed: sudo apt install antiword")


def odt(path: Path, body: str, **parts: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", ODT_MIME)
        archive.writestr("content.xml", ODT.format(body=body))
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/"), text)
    return path


def assert_is_the_list(document: Document) -> None:
    """The document holds what fixtures/office.py wrote: three lines, the table with a merged header, a last line."""
    assert document.format == "doc"
    assert [line.text for line in document.lines if line.text] == [*SPEC["LINES"], SPEC["LAST"]]
    (table,) = document.tables
    assert [row.cells for row in table.rows] == [tuple(row) for row in ROWS]
    assert table.rows[2].locator == "table 1 row 3"


@pytest.mark.parametrize("suffix", ["doc", "rtf", "odt"])
def test_old_word_formats_read_like_the_docx_they_were_made_from(soffice: str, suffix: str) -> None:
    document = read(FIXTURES / f"danh-sach.{suffix}")
    assert_is_the_list(document)
    assert document.remarks == ()


def test_a_folder_is_converted_in_one_call(soffice: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []
    monkeypatch.setattr(
        "analysis.reading.word.soffice.run_program",
        lambda command, *rest: calls.append(command) or run_program(command, *rest),
    )
    # One name in two folders, names that would be options, line ends in names
    paths = [tmp_path / "a" / "x.doc", tmp_path / "b" / "x.doc", tmp_path / "-convert.rtf", tmp_path / "hai\ndòng.odt"]
    for path in paths:
        path.parent.mkdir(exist_ok=True)
        shutil.copyfile((FIXTURES / "danh-sach.doc").with_suffix(path.suffix), path)
    made = convert(paths, tmp_path / "out")
    assert len(calls) == 1
    for path in paths:
        assert_is_the_list(read(path, made[path]))
    assert len(set(made.values())) == len(paths)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(["a", "b", "-convert.rtf", "hai\ndòng.odt", "out"])


def test_one_bad_file_spoils_no_other(soffice: str, tmp_path: Path) -> None:
    bad = tmp_path / "hong.odt"
    with zipfile.ZipFile(bad, "w") as archive:
        archive.writestr("mimetype", ODT_MIME)
        archive.writestr("content.xml", "<không phải xml")
    cut = tmp_path / "cut.doc"
    cut.write_bytes((FIXTURES / "danh-sach.doc").read_bytes()[:9000])
    made = convert([bad, cut, FIXTURES / "danh-sach.doc"], tmp_path / "out")
    assert_is_the_list(read(FIXTURES / "danh-sach.doc", made[FIXTURES / "danh-sach.doc"]))
    for path in (bad, cut):
        with pytest.raises(UnreadableError) as caught:
            read(path, made.get(path))
        assert caught.value.file_format == "doc" and "\n" not in caught.value.vi


def test_a_batch_that_fails_is_tried_file_by_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def to_docx(files: list[Path], into: Path) -> None:
        if len(files) > 1 or files[0].suffix == ".odt":
            raise ProgramError("crashed")
        SPEC["word"]().save(str(into / f"{files[0].stem}.docx"))

    monkeypatch.setattr("analysis.reading.word.doc.find_soffice", lambda: "soffice")
    monkeypatch.setattr("analysis.reading.word.doc.to_docx", to_docx)
    made = convert([FIXTURES / "danh-sach.odt", FIXTURES / "danh-sach.rtf"], tmp_path)
    assert [made[FIXTURES / f"danh-sach.{s}"].exists() for s in ("odt", "rtf")] == [False, True]


def test_what_could_not_be_converted_is_not_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("analysis.reading.word.doc.find_soffice", lambda: "soffice")
    monkeypatch.setattr("analysis.reading.word.doc.to_docx", lambda *_: pytest.fail("tried again"))
    assert_is_the_list(read_doc(FIXTURES / "danh-sach.odt", tmp_path / "missing.docx"))
    with pytest.raises(UnreadableError, match="cannot open"):
        read_doc(FIXTURES / "danh-sach.rtf", tmp_path / "missing.docx")


def test_word_is_read_by_antiword_where_libreoffice_is_missing(no_soffice: None, antiword: None) -> None:
    document = read(FIXTURES / "danh-sach.doc")
    assert_is_the_list(document)
    assert [remark.code for remark in document.remarks] == ["unread-part"]
    assert "antiword" in document.remarks[0].vi


def test_opendocument_is_read_directly_where_libreoffice_is_missing(no_soffice: None) -> None:
    document = read(FIXTURES / "danh-sach.odt")
    assert_is_the_list(document)
    assert [remark.code for remark in document.remarks] == ["unread-part"]


@pytest.mark.parametrize(("suffix", "named"), [("rtf", "libreoffice-writer-nogui"), ("doc", "antiword")])
def test_without_any_program_the_line_says_what_to_install(
    no_soffice: None, monkeypatch: pytest.MonkeyPatch, suffix: str, named: str
) -> None:
    monkeypatch.setattr("analysis.reading.word.antiword.shutil.which", lambda _: None)
    with pytest.raises(UnreadableError, match=named) as caught:
        read(FIXTURES / f"danh-sach.{suffix}")
    assert "sudo apt install" in caught.value.vi and "brew install" in caught.value.vi
    assert convert([FIXTURES / f"danh-sach.{suffix}"], Path("unused")) == {}


def test_opendocument_notes_deletions_and_repeated_cells(no_soffice: None, tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:p>đã xóa</text:p></text:tracked-changes>"
        '<text:p>Thu<text:s text:c="2"/>320<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>Hộ bà Tư</text:p></text:note-body></text:note> triệu<text:line-break/>đồng</text:p>"
        '<table:table><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>a</text:p>'
        '</table:table-cell><table:covered-table-cell/><table:table-cell table:number-columns-repeated="2"/>'
        "</table:table-row></table:table>"
    )
    document = read(odt(tmp_path / "a.odt", body))
    assert [(line.text, line.note) for line in document.lines] == [
        ("Thu  320 triệu", ""),
        ("đồng", ""),
        ("Hộ bà Tư", "1"),
    ]
    assert document.tables[0].rows[0].cells == ("a", "", "", "")


def test_a_footnote_of_word_97_is_read_by_antiword(
    soffice: str, no_soffice: None, antiword: None, root: Path, tmp_path: Path
) -> None:
    source = root / "data/raw/tan-hong-2017-2020.docx"
    run_program(
        [soffice, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "doc",
         "--outdir", tmp_path, source], 120, tmp_path,
    )  # fmt: skip
    document = read(tmp_path / "tan-hong-2017-2020.doc")
    assert [(n.text, n.note) for n in document.lines if n.note] == [
        (n.text, n.note) for n in read(source).lines if n.note
    ]


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """A web server that notes what is asked of it."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None: ...

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()
        thread.join()


def test_nothing_outside_the_file_is_fetched(soffice: str, listener: tuple[str, list[str]], tmp_path: Path) -> None:
    address, asked = listener
    (tmp_path / "bi-mat.txt").write_text("BI-MAT-123")
    frame = '<draw:frame text:anchor-type="as-char" svg:width="1cm" svg:height="1cm"><draw:image xlink:type="simple" '
    body = (
        f'<text:section text:name="a"><text:section-source xlink:href="{(tmp_path / "bi-mat.txt").as_uri()}"/><text:p>cũ'
        f'</text:p></text:section><text:p>chữ{frame}xlink:href="{address}/a.png"/></draw:frame></text:p>'
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry '
        f'manifest:full-path="/" manifest:media-type="{ODT_MIME}"/><manifest:file-entry '
        'manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    path = odt(tmp_path / "a.odt", body, **{"META-INF__manifest.xml": manifest})
    text = "\n".join(line.text for line in read(path).lines)
    assert "chữ" in text and "BI-MAT" not in text
    assert asked == []


def test_a_program_that_hangs_is_killed_with_what_it_started(tmp_path: Path) -> None:
    if not hasattr(os, "killpg"):
        pytest.skip("process groups are a thing of Unix")
    script = (
        "import subprocess, sys, time; p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
    )
    script += f"open({str(tmp_path / 'pid')!r}, 'w').write(str(p.pid)); time.sleep(60)"
    with pytest.raises(ProgramError, match="more than"):
        run_program([sys.executable, "-c", script], 2, tmp_path)
    child = int((tmp_path / "pid").read_text())
    for _ in range(50):
        status = Path(f"/proc/{child}/status")
        if not status.exists() or "\nState:\tZ" in status.read_text():
            return
        time.sleep(0.1)
    pytest.fail("the program's child still runs")


def test_libreoffice_that_is_ended_leaves_no_socket_behind(
    soffice: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sockets = [folder for folder in (Path("/tmp"), Path("/var/tmp")) if folder.is_dir()]
    before = {path for folder in sockets for path in folder.glob("OSL_PIPE_*")}
    seen: set[Path] = set()

    def run(command: list[str | Path], seconds: float, folder: Path, environment: dict[str, str]) -> bytes:
        process = subprocess.Popen([str(p) for p in command], start_new_session=True, env={**os.environ, **environment})
        with process:
            for _ in range(200):
                seen.update({path for folder in sockets for path in folder.glob("OSL_PIPE_*")} - before)
                if seen or process.poll() is not None:
                    break
                time.sleep(0.02)
            os.killpg(process.pid, signal.SIGKILL)
        raise ProgramError("ended")

    monkeypatch.setattr("analysis.reading.word.soffice.run_program", run)
    with pytest.raises(ProgramError):
        to_docx([FIXTURES / "danh-sach.doc"], tmp_path)
    if not seen:
        pytest.skip("this LibreOffice keeps its socket elsewhere")
    assert not any(path.exists() for path in seen)


@pytest.mark.parametrize("command", [["no-such-program"], [sys.executable, "-c", "raise SystemExit(3)"]])
def test_a_program_that_is_missing_or_fails_is_an_error(command: list[str], tmp_path: Path) -> None:
    with pytest.raises(ProgramError):
        run_program(command, 30, tmp_path)


def test_a_locked_word_file_says_so(tmp_path: Path) -> None:
    data = bytearray((FIXTURES / "danh-sach.doc").read_bytes())
    at = data.index(b"\xec\xa5")
    struct.pack_into("<H", data, at + 10, struct.unpack_from("<H", data, at + 10)[0] | 0x0100)
    (tmp_path / "a.doc").write_bytes(data)
    with pytest.raises(UnreadableError, match="password") as caught:
        read(tmp_path / "a.doc")
    assert caught.value.file_format == "doc"


def test_a_damaged_container_is_not_read_as_text(tmp_path: Path) -> None:
    (tmp_path / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"chu " * 500)
    with pytest.raises(UnreadableError, match="damaged"):
        read(tmp_path / "a.doc")


def test_a_word_file_named_docx_and_a_docx_named_doc(soffice: str, tmp_path: Path) -> None:
    shutil.copyfile(FIXTURES / "danh-sach.rtf", tmp_path / "a.docx")
    assert read(tmp_path / "a.docx").format == "doc"
    document = docx.Document()
    document.add_paragraph("chữ")
    document.save(str(tmp_path / "b.doc"))
    assert read(tmp_path / "b.doc").format == "docx"
