"""A folder of hostile and broken files between two good ones: each costs one line, and nothing is left behind."""

import bz2
import io
import os
import re
import shutil
import socket
import struct
import subprocess
import sys
import time
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import docx
import openpyxl
import pandas as pd
import pytest

from analysis import intake, pipeline, schema
from analysis.intake import Found
from analysis.reading import UnreadableError, read
from analysis.reading.admission import MAX_FILE_BYTES
from analysis.reading.archives import check_archive
from analysis.workers import Failure, Limits

GOOD = "BÁO CÁO\nKết quả năm 2020\n\nUBND huyện Mai Sơn báo cáo: mô hình “{name}” tốt.\n"
SECRET = "điều không ai được đọc 7351"
MOST_SECONDS = 90
MB = 1024 * 1024
WORD_XML = (
    '<?xml version="1.0" encoding="UTF-8"?>{doctype}<w:document '
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>'
)
PARAGRAPH = "<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
SHEET_XML = (
    '<?xml version="1.0" encoding="UTF-8"?>{doctype}<worksheet '
    'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{body}</sheetData></worksheet>'
)

Make = Callable[[Path], object]


# --- building blocks ------------------------------------------------------------------------------------------------
def word(text: str = "Xã Hòa An có 12 mô hình.") -> bytes:
    document, held = docx.Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(held)
    return held.getvalue()


def workbook(text: str = "Xã Hòa An") -> bytes:
    book, held = openpyxl.Workbook(), io.BytesIO()
    book.active.append([text, 12])
    book.save(held)
    return held.getvalue()


def changed(data: bytes, part: str, content: bytes) -> bytes:
    """Return the archive with one part's content replaced."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys([*old.namelist(), part]):
            new.writestr(name, content if name == part else old.read(name))
    return held.getvalue()


def word_of(body: str, doctype: str = "") -> bytes:
    return changed(word(), "word/document.xml", WORD_XML.format(body=body, doctype=doctype).encode())


def sheet_of(body: str, doctype: str = "") -> bytes:
    return changed(workbook(), "xl/worksheets/sheet1.xml", SHEET_XML.format(body=body, doctype=doctype).encode())


def patched(data: bytes, part: str, offset: int, fmt: str, *values: int) -> bytes:
    """Return the archive with fields of a part's entry in the central directory overwritten."""
    changed_data = bytearray(data)
    at = changed_data.rindex(part.encode()) - 46
    assert changed_data[at : at + 4] == b"PK\x01\x02"
    struct.pack_into(fmt, changed_data, at + offset, *values)
    return bytes(changed_data)


def zeros(part: str, size: int, data: bytes) -> bytes:
    return changed(data, part, b"<a>" + b" " * size + b"</a>")


def overlapping() -> bytes:
    """Two entries of the directory that point at the same packed bytes."""
    data = changed(word(), "word/aaaaaaaa.xml", b"x" * 1000)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        offset = archive.getinfo("word/document.xml").header_offset
    return patched(data, "word/aaaaaaaa.xml", 42, "<L", offset)


def lying(data: bytes, part: str) -> bytes:
    """A part of 250 MB that says it holds 1,000 bytes."""
    blanks = b"<a>" + b" " * (250 * MB) + b"</a>"
    return patched(changed(data, part, blanks), part, 24, "<L", 1000)


def duplicated() -> bytes:
    held = io.BytesIO(word())
    with zipfile.ZipFile(held, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", WORD_XML.format(body="", doctype=""))
    return held.getvalue()


def packed_otherwise() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word())) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_LZMA) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return held.getvalue()


def zipped(**files: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_", "."), content)
    return held.getvalue()


def compound(stream: str) -> bytes:
    """An OLE container of one sector of directory that names one stream, as an encrypted .docx is one."""
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<LLLLLLLLL", head, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    struct.pack_into("<109L", head, 76, 0, *[0xFFFFFFFF] * 108)
    fat = struct.pack("<128L", 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFE, *[0xFFFFFFFF] * 125)

    def entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        coded = (name + "\0").encode("utf-16-le")
        fields = struct.pack("<HBBLLL36xLQ", len(coded), kind, 1, *[0xFFFFFFFF] * 2, child, start, size)
        return coded.ljust(64, b"\0") + fields

    root, held = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0), entry(stream, 2, 0xFFFFFFFF, 2, 512)
    return bytes(head) + fat + (root + held).ljust(512, b"\0") + b"\x5a" * 512


ENTITIES = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
BOMB = f'<!DOCTYPE w [<!ENTITY e0 "khen">{ENTITIES}]>'
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 9>>endobj\n"
TRAILER = b"xref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Size 3>>\nstartxref\n%d\n%%%%EOF"
LOCKED = b"trailer<</Root 1 0 R/Size 3/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -4/O(%s)/U(%s)>>>>\n%%%%EOF"
NESTED = "<w:tbl><w:tr><w:tc>" * 5000 + PARAGRAPH.format(text="sâu") + "</w:tc></w:tr></w:tbl>" * 5000


def outside(root: Path) -> str:
    return (root.parent / "secret.txt").as_uri()


def entity(root: Path) -> str:
    return f'<!DOCTYPE a [<!ENTITY x SYSTEM "{outside(root)}">]>'


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"PK\x03\x04")
        os.truncate(file.fileno(), 2 * 1024**3)


def listen(path: Path) -> None:
    """Bind by a short relative name: the path of a socket may not be long."""
    before = Path.cwd()
    os.chdir(path.parent)
    try:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(path.name)
    finally:
        os.chdir(before)


def wide_sheet() -> bytes:
    cells = "".join(f"<c><v>{n}</v></c>" for n in range(100_000))
    return sheet_of(f'<row r="1">{cells}</row>')


def corners() -> bytes:
    """Two cells so far apart that a grid that holds both has 17 thousand million cells."""
    return sheet_of('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>')


@dataclass(frozen=True)
class Case:
    """A file and what must come of it: the codes it may get; none when it must be read."""

    name: str
    make: Make
    codes: tuple[str, ...] = ("unread-document",)


def data_case(name: str, data: Callable[[Path], bytes] | bytes, *codes: str) -> Case:
    def make(path: Path) -> None:
        path.write_bytes(data if isinstance(data, bytes) else data(path.parent))

    return Case(name, make, codes or ("unread-document",))


HOSTILE, READ = "hostile-file", ()
EITHER = ("", "unread-document", "hostile-file", "no-text-layer", "stamp-only")
CASES = [
    # archives
    data_case("bom.docx", lambda _: zeros("word/document.xml", 290 * MB, word()), HOSTILE),
    data_case("bom.xlsx", lambda _: zeros("xl/worksheets/sheet1.xml", 290 * MB, workbook()), HOSTILE),
    data_case("bom-nho-ben-trong.docx", lambda _: zeros("word/styles.xml", 20 * MB, word()), HOSTILE),
    data_case("chong-nhau.docx", lambda _: overlapping(), HOSTILE),
    data_case("noi-doi.docx", lambda _: lying(word(), "word/document.xml"), HOSTILE),
    data_case("noi-doi.xlsx", lambda _: lying(workbook(), "xl/worksheets/sheet1.xml"), HOSTILE),
    data_case("trung-ten.docx", lambda _: duplicated(), HOSTILE),
    data_case("nen-la.docx", lambda _: packed_otherwise()),
    data_case("mat-khau-zip.docx", lambda _: patched(word(), "word/document.xml", 8, "<H", 1)),
    data_case("nen.zip", lambda _: zipped(bao_docx=word(), bang_xlsx=workbook())),
    data_case("nen-long-nhau.zip", lambda _: zipped(a_zip=zipped(b_zip=zipped(c_docx=word())))),
    data_case("nen.rar", b"Rar!\x1a\x07\x01\x00" + bytes(range(256)) * 20),
    data_case("nen.7z", b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(range(256)) * 20),
    data_case("nen.bz2", bz2.compress(GOOD.encode() * 50)),
    # markup
    data_case("thuc-the.docx", lambda _: word_of(PARAGRAPH.format(text="&e9;"), BOMB)),
    data_case("thuc-the.xlsx", lambda _: sheet_of('<row><c t="str"><v>&e9;</v></c></row>', BOMB), *EITHER),
    data_case("ben-ngoai.docx", lambda raw: word_of(PARAGRAPH.format(text="&x;"), entity(raw)), *EITHER),
    data_case("ben-ngoai.xlsx", lambda raw: sheet_of('<row><c t="str"><v>&x;</v></c></row>', entity(raw)), *EITHER),
    data_case("ben-ngoai.html", lambda raw: f"{entity(raw)}<html><p>&x;</p></html>".encode(), *EITHER),
    data_case("bang-long-nhau.docx", lambda _: word_of(NESTED), *EITHER),
    data_case("the-long-nhau.html", b"<html><body>" + b"<div>" * 50_000 + b"12 m\xc3\xb4 h\xc3\xacnh", *EITHER),
    data_case("bang-long-nhau.html", b"<html>" + b"<table><tr><td>" * 20_000 + b"12", *EITHER),
    data_case("vo-vi.svg", b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"></svg>', *EITHER),
    # sheets
    data_case("rong-ngang.xlsx", lambda _: wide_sheet(), *EITHER),
    data_case("hai-goc.xlsx", lambda _: corners(), HOSTILE, ""),
    data_case("trieu-dong.xlsx", lambda _: sheet_of("".join(f'<row r="{n + 1}"/>' for n in range(1_048_576)))),
    data_case("vo-macro.xlsx", lambda _: changed(workbook(), "xl/vbaProject.bin", compound("VBA")), *READ, ""),
    data_case("vo-macro.docx", lambda _: changed(word(), "word/vbaProject.bin", compound("VBA")), *READ, ""),
    # passwords
    data_case("mat-khau.docx", lambda _: compound("EncryptedPackage")),
    data_case("mat-khau.pdf", lambda _: PDF + LOCKED % (b"o" * 32, b"u" * 32), *EITHER[1:]),
    # cut off, empty
    data_case("cut.docx", lambda _: word()[:-300]),
    data_case("cut.xlsx", lambda _: workbook()[:-300]),
    data_case("cut.pdf", PDF[:60], *EITHER[1:]),
    data_case("cut.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00", *EITHER[1:]),
    data_case("anh-khong-lo.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x7f" * 8 + b"\x08\0\0\0\0", *EITHER[1:]),
    data_case("vong.pdf", PDF + TRAILER % len(PDF), *EITHER[1:]),
    data_case("rong.docx", b""),
    data_case("khong-chu.docx", lambda _: word("")),
    Case("thua.docx", sparse, (HOSTILE,)),
    # not documents
    data_case("phan-mem.exe", b"MZ\x90\x00" + bytes(range(256)) * 40),
    data_case("phim.mp4", b"\x00\x00\x00\x20ftypisom" + bytes(range(256)) * 40),
    data_case("bua.bin", bytes((n * 167 + n // 7) % 256 for n in range(9000))),
    data_case("du-lieu.json", b'{"so_mo_hinh": 12}', ""),
    data_case("ma.py", b"print('12')\n", ""),
    data_case("nhat-ky.log", b"2020-01-01 12:00:00 INFO xong\n" * 50, ""),
    # names
    data_case("hai\ndòng.docx", b""),
    data_case("ngoặc \" phẩy , 'kép'.docx", b""),
    data_case("-rf.docx", b""),
    data_case("=1+1.docx", b""),
    data_case("\x1b[31mđỏ\u202etxt.docx", b""),
    data_case(unicodedata.normalize("NFD", "Thủy tách.docx"), b""),
    data_case(os.fsdecode(b"ma la \xff\xfe.docx"), b""),
    data_case("d" * 240 + ".docx", b""),
]
if os.name == "posix":
    CASES += [
        Case("ong.docx", os.mkfifo, (HOSTILE,)),
        Case("o-cam.docx", listen, (HOSTILE,)),
        Case("ra-ngoai.txt", lambda path: path.symlink_to(path.parent.parent / "secret.txt"), (HOSTILE,)),
        Case("ra-thu-muc", lambda path: path.symlink_to(path.parent.parent), (HOSTILE,)),
        Case("trong-nha.txt", lambda path: path.symlink_to("a-tot.txt"), (HOSTILE,)),
        Case("thiet-bi.txt", lambda path: path.symlink_to("/dev/zero"), (HOSTILE,)),
        Case("vong-tron.txt", lambda path: path.symlink_to(path.name), (HOSTILE,)),
        Case("dut.txt", lambda path: path.symlink_to("khong-co.txt"), (HOSTILE,)),
    ]


# --- one run over all of them ---------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Run:
    code: int
    errors: str
    seconds: float
    documents: pd.DataFrame
    findings: pd.DataFrame
    entries: pd.DataFrame
    temporary: Path
    clean: Path


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder = tmp_path_factory.mktemp("hostile")
    raw, clean, temporary = folder / "raw", folder / "clean", folder / "tmp"
    raw.mkdir()
    temporary.mkdir()
    (folder / "secret.txt").write_text(SECRET, encoding="utf-8")
    for case in CASES:
        case.make(raw / case.name)
    for name in ("a-tot", "zz-tot"):
        (raw / f"{name}.txt").write_text(GOOD.format(name=name), encoding="utf-8")
    (raw / "~$bao-cao.docx").write_bytes(b"\x05" * 162)
    arguments = [sys.executable, "-m", "analysis", "clean", "--raw", str(raw), "--clean", str(clean)]
    arguments += ["--memory-mb", "1024", "--seconds", "15"]
    environment = {**os.environ, "TMPDIR": str(temporary), "PYTHONPATH": os.pathsep.join(sys.path)}
    began = time.monotonic()
    done = subprocess.run(arguments, env=environment, capture_output=True, timeout=600, check=False)
    tables = [schema.read_csv(name, clean / f"{name}.csv") for name in ("documents", "findings", "entries")]
    took = time.monotonic() - began
    return Run(done.returncode, done.stderr.decode(errors="replace"), took, *tables, temporary, clean)


@pytest.mark.parametrize("case", CASES, ids=lambda case: ascii(case.name)[:40])
def test_a_file_costs_one_line_or_is_read(run: Run, case: Case) -> None:
    (row,) = run.documents[run.documents["source_file"] == intake.printable(case.name)].to_dict("records")
    found = run.findings[run.findings["document_id"] == row["document_id"]]
    codes = list(found[found["severity"] == "error"]["code"]) or [""]
    assert len(codes) == 1 and codes[0] in case.codes
    assert (row["quality"] == "unread") == bool(codes[0])
    for message in (*found["message_vi"], *found["message_en"]):
        assert "\n" not in message and len(message) < 700
        assert "Error" not in message, "an exception nobody foresaw"


def test_the_good_neighbours_are_complete(run: Run) -> None:
    assert {"a-tot", "zz-tot"} <= set(run.entries["title"])
    assert run.code == 1
    assert not run.documents["source_file"].str.contains("~", regex=False).any()
    assert len(run.documents) == len(CASES) + 2


def test_each_bad_file_is_one_line_on_the_screen(run: Run) -> None:
    lines = run.errors.splitlines()
    assert all(line.startswith("LỖI ") for line in lines), lines
    assert len(lines) == (run.findings["severity"] == "error").sum()
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202e]", run.errors)


def test_nothing_is_left_and_nothing_took_long(run: Run) -> None:
    assert not list(run.temporary.iterdir())
    assert run.seconds < MOST_SECONDS


def test_no_entity_and_no_link_brought_in_another_file(run: Run) -> None:
    assert not [path.name for path in run.clean.iterdir() if SECRET in path.read_text(encoding="utf-8")]


# --- what one run cannot show ---------------------------------------------------------------------------------------
def found_at(path: Path) -> Found:
    return Found(path, "a", path.name)


def message(path: Path) -> str:
    (finding,) = intake.take(found_at(path)).finding_rows()
    return str(finding["message_en"])


def test_a_huge_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.docx"
    sparse(path)
    whole = Path.open

    def refuse(at: Path, *arguments: object, **named: object) -> object:
        assert at != path, "the file was opened"
        return whole(at, *arguments, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    assert f"larger than {MAX_FILE_BYTES >> 20} MB" in message(path)


@pytest.mark.skipif(os.name != "posix", reason="pipes among files exist on POSIX systems only")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(UnreadableError, match="not a regular file"):
        read(tmp_path / "a.txt")


def test_a_file_that_changes_or_vanishes_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("12 mô hình", encoding="utf-8")

    def reading(change: Callable[[], object]) -> Callable[[Path], object]:
        def read_then_change(at: Path, converted: Path | None) -> object:
            document = read(at, converted)
            change()
            return document

        return read_then_change

    monkeypatch.setattr(intake, "read", reading(lambda: path.write_text("123 mô hình", encoding="utf-8")))
    assert "changed while it was read" in message(path)
    monkeypatch.setattr(intake, "read", reading(path.unlink))
    assert "cannot be opened" in message(path)
    assert "cannot be opened" in message(path)


def test_a_link_is_not_followed_and_the_line_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "b.txt").symlink_to("a.txt")
    assert "b.txt" in message(tmp_path / "b.txt") and "copy the file" in message(tmp_path / "b.txt")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything is open to the administrator")
def test_a_closed_folder_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    closed = tmp_path / "dong"
    closed.mkdir(mode=0)
    try:
        outcome = pipeline.run(tmp_path, tmp_path / "none.csv", jobs=0)
        assert list(outcome.frames["documents"]["source_file"]) == ["a.txt", "dong"]
        assert outcome.read == 1
    finally:
        closed.chmod(0o700)


def test_a_folder_that_cannot_be_listed_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    closed = tmp_path / "dong"
    closed.mkdir()
    scan = os.scandir

    def refuse(path: object) -> object:
        if Path(str(path)) == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "scandir", refuse)
    assert pipeline.find_documents(tmp_path) == [tmp_path / "a.txt", closed]


@pytest.mark.parametrize(
    ("failure", "code", "words"),
    [
        (Failure("memory"), "hostile-file", "more than 100 MB of memory"),
        (Failure("cpu"), "hostile-file", "more than 7 seconds of computing"),
        (Failure("wall"), "hostile-file", "more than 17.5 seconds"),
        (Failure("size"), "hostile-file", "MB of rows"),
        (Failure("crash", "SIGSEGV"), "unread-document", "crashed (SIGSEGV)"),
        (Failure("error", "KeyError: 'a\nb' (docx.py:9)"), "unread-document", "KeyError: 'a�b' (docx.py:9)"),
    ],
)
def test_a_stopped_reading_says_how(tmp_path: Path, failure: Failure, code: str, words: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x")
    lost = intake.lost(found_at(path), failure, Limits(100 * MB, 7, 17.5))
    (finding,) = lost.finding_rows()
    assert finding["code"] == code and words in str(finding["message_en"])
    assert str(lost.tables["documents"][0]["sha256"]).startswith("2d711642")


def test_a_bug_in_a_reader_names_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In this process it comes through; from a worker it becomes one line (see tests/workers)."""
    (tmp_path / "a.txt").write_text(GOOD, encoding="utf-8")
    monkeypatch.setattr(intake, "read", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        pipeline.run(tmp_path, tmp_path / "none.csv", jobs=0)


@pytest.mark.parametrize("jobs", [0, 1, 2])
def test_the_tables_do_not_depend_on_the_processes(root: Path, tmp_path: Path, jobs: int) -> None:
    raw = tmp_path / "raw"
    shutil.copytree(root / "tests/corpus/dev/raw", raw)
    expected, got = (pipeline.run(raw, tmp_path / "none.csv", jobs=number).frames for number in (0, jobs))
    for name, frame in expected.items():
        pd.testing.assert_frame_equal(frame, got[name])


def test_dense_pictures_and_large_sheets_are_no_bombs(tmp_path: Path) -> None:
    """What offices do make: a form of 20,000 equal rows packs 40 times, a scan inside Word not at all."""
    row = "<row>" + "<c><v>12</v></c>" * 20 + "</row>"
    (tmp_path / "a.xlsx").write_bytes(sheet_of(row * 20_000))
    (tmp_path / "a.docx").write_bytes(changed(word(), "word/media/image1.png", os.urandom(3 * MB)))
    for name in ("a.xlsx", "a.docx"):
        check_archive(tmp_path / name, name[-4:])
        assert read(tmp_path / name).blocks
