"""The rooms: imports run one way, modules and functions stay small, nothing is called utils."""

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "analysis"

# A room may import only rooms that stand before it; rooms in one line do not know each other
ROOMS = [
    {"datafiles", "identity", "outputs", "workers"},
    {"vietnamese"},
    {"schema"},
    {"reading"},
    {"places", "fields"},
    {"extracting"},
    {"checks"},
    {"cleaning"},
    {"registry", "corrections"},
    {"intake"},
    {"pipeline"},
    {"tables"},
    {"measures"},
    {"privacy"},
    {"theme"},
    {"charts"},
    {"figures"},
    {"review"},
    {"evaluate"},
    {"__main__"},
]
RANK = {room: rank for rank, rooms in enumerate(ROOMS) for room in rooms}
# The same inside the room of the readers: what all share, then the formats, then who chooses among them
READERS = [
    {"document"},
    {"errors", "lines", "markup", "ole", "page_breaks", "programs"},
    {"admission", "archives", "containers"},
    {"text"},
    {"scan", "sheets", "web"},
    {"pdf", "word"},
    {"sniff"},
    {"files"},
]
READER_RANK = {name: rank for rank, names in enumerate(READERS) for name in names}
FORBIDDEN_NAMES = {"utils", "util", "helpers", "common", "misc"}
# What a room may not know, whatever its rank
BLIND = {
    "extracting": {"places", "fields"},
    "charts": {"pipeline", "reading", "extracting"},
    "measures": {"pipeline", "reading"},
}


def modules() -> list[Path]:
    return sorted(path for path in SOURCE.rglob("*.py") if "data" not in path.relative_to(SOURCE).parts[:-1])


def room_of(path: Path) -> str:
    first = path.relative_to(SOURCE).parts[0]
    return first.removesuffix(".py")


def imported_rooms(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module] if node.module != "analysis" else [f"analysis.{a.name}" for a in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            if name.startswith("analysis."):
                yield name.split(".")[1], node.lineno


def functions() -> Iterator[tuple[str, int]]:
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                length = body[-1].end_lineno - body[0].lineno + 1 if body else 0
                yield f"{path.relative_to(SOURCE)}:{node.lineno} {node.name}", length


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(SOURCE)))
def test_imports_run_one_way(path: Path) -> None:
    if path == SOURCE / "__init__.py":
        return
    room = room_of(path)
    assert room in RANK, f"{room} has no place among the rooms"
    for other, line in imported_rooms(path):
        if other != room:
            assert RANK[other] < RANK[room], f"{path.name}:{line} imports {other}, which stands after {room}"
            assert other not in BLIND.get(room, set()), f"{path.name}:{line}: {room} must know nothing of {other}"


@pytest.mark.parametrize("path", sorted((SOURCE / "reading").rglob("*.py")), ids=lambda p: str(p.relative_to(SOURCE)))
def test_formats_do_not_know_each_other(path: Path) -> None:
    own = path.relative_to(SOURCE / "reading").parts[0].removesuffix(".py")
    if own == "__init__":
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("analysis.reading."):
            other = str(node.module).split(".")[2]
            assert other == own or READER_RANK[other] < READER_RANK[own], f"{path.name}:{node.lineno} imports {other}"


def test_a_wrong_direction_would_be_seen(tmp_path: Path) -> None:
    module = tmp_path / "letters.py"
    module.write_text("from analysis.pipeline import run\nimport analysis.review\n", encoding="utf-8")
    assert [room for room, _ in imported_rooms(module)] == ["pipeline", "review"]


def test_no_module_without_a_subject() -> None:
    assert not [path for path in modules() if path.stem in FORBIDDEN_NAMES]


def test_modules_are_short() -> None:
    long = {str(path.relative_to(SOURCE)): n for path in modules() if (n := len(path.read_text().splitlines())) > 260}
    assert not long


def test_functions_are_small() -> None:
    lengths = dict(functions())
    assert statistics.median(lengths.values()) <= 8
    assert sum(length < 25 for length in lengths.values()) / len(lengths) >= 0.9
    assert not {name: length for name, length in lengths.items() if length > 35}


def test_public_functions_and_modules_say_what_they_do() -> None:
    silent = []
    for path in modules():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        named = [n for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef) and not n.name.startswith("_")]
        silent += [f"{path.name} {node.name}" for node in named if not ast.get_docstring(node)]
        silent += [path.name] if not ast.get_docstring(tree) else []
    assert not silent
