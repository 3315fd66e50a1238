"""Worker processes: what a bad item costs, and that nothing is left of it."""

import importlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from analysis.workers import Failure, Limits, run_limited

HERE = Path(__file__).parent
MB = 1024 * 1024
LIMITS = Limits(memory_bytes=512 * MB, cpu_seconds=1, wall_seconds=30, result_bytes=MB, file_bytes=MB)
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="these limits and marks exist on Linux only")
POSIX = pytest.mark.skipif(os.name != "posix", reason="signals and sessions exist on POSIX systems only")

Run = Callable[..., list[object]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files of the test's own process."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Run items and make sure that afterwards no process and no file is left."""
    monkeypatch.syspath_prepend(HERE)
    act = importlib.import_module("misbehaving").act

    def run_items(*items: tuple[str, object], limits: Limits = LIMITS, workers: int = 1) -> list[object]:
        return list(run_limited(act, items, limits, workers))

    yield run_items
    assert not list(folder.glob("thi-dua-*"))
    assert not processes(folder)


def processes(folder: Path) -> list[int]:
    """Return the processes whose environment names a folder below `folder`."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            named = f"TMPDIR={folder}/thi-dua-".encode() in (process / "environ").read_bytes()
        except OSError:
            continue
        found += [int(process.name)] if named else []
    return found


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("workers", [0, 1, 3])
def test_results_come_in_order(run: Run, workers: int) -> None:
    assert run(*(("twice", n) for n in range(30)), workers=workers) == [2 * n for n in range(30)]


def test_workers_are_used_again(run: Run) -> None:
    assert len(set(run(*[("process", None)] * 20, workers=2))) <= 2


@pytest.mark.parametrize(
    ("item", "failure"),
    [
        pytest.param(("take_memory", 600 * MB), Failure("memory"), marks=LINUX),
        pytest.param(("run_out_in_another_language", None), Failure("memory"), marks=POSIX),
        pytest.param(("compute", 20), Failure("cpu"), marks=POSIX),
        (("give", 2 * MB), Failure("size")),
        pytest.param(("crash", None), Failure("crash", "SIGSEGV"), marks=POSIX),
        (("leave", 3), Failure("crash", "exit code 3")),
        (("leave", 0), Failure("crash", "exit code 0")),
    ],
)
def test_a_bad_item_costs_only_itself(run: Run, item: tuple[str, object], failure: Failure) -> None:
    assert run(("twice", 1), item, ("twice", 2), item, ("twice", 3)) == [2, failure, 4, failure, 6]


def test_a_sleeping_item_is_stopped_by_the_clock(run: Run) -> None:
    limits = Limits(wall_seconds=0.5)
    began = time.monotonic()
    assert run(("sleep", 60), ("twice", 1), limits=limits) == [Failure("wall"), 2]
    assert time.monotonic() - began < 20


@pytest.mark.parametrize(("name", "value", "type_"), [("fail", "no\nrow", "ValueError"), ("unknown", 0, "KeyError")])
def test_an_error_names_its_type_and_place(run: Run, name: str, value: object, type_: str) -> None:
    failure, good = run((name, value), ("twice", 1))
    assert isinstance(failure, Failure) and failure.kind == "error"
    assert failure.detail.startswith(f"{type_}: ") and "misbehaving.py:" in failure.detail
    assert good == 2


def test_a_panic_of_a_library_is_a_crash(run: Run) -> None:
    failure, good = run(("panic", "index 9 out of range"), ("twice", 1))
    assert isinstance(failure, Failure) and failure.kind == "crash"
    assert failure.detail.startswith("PanicException: index 9")
    assert good == 2


def test_a_result_that_cannot_be_sent_is_an_error(run: Run) -> None:
    failure, good = run(("give_what_cannot_be_sent", None), ("twice", 1))
    assert isinstance(failure, Failure) and failure.kind == "error"
    assert good == 2


def test_what_a_library_prints_is_no_answer(run: Run) -> None:
    assert run(("chatter", None), ("twice", 1)) == ["said", 2]


@POSIX
def test_a_crash_is_not_explained_by_the_words_of_an_earlier_item(run: Run) -> None:
    assert run(("complain", None), ("crash", None)) == ["complained", Failure("crash", "SIGSEGV")]


@POSIX
def test_seconds_are_counted_for_each_item(run: Run) -> None:
    assert run(*[("compute", 0.6)] * 4) == [0.6] * 4


@LINUX
def test_a_worker_that_keeps_much_memory_is_replaced(run: Run) -> None:
    first, second, third = run(("keep_memory", 200 * MB), ("process", None), ("process", None))
    assert first != second == third


@POSIX
def test_a_file_larger_than_the_limit_is_not_written(run: Run) -> None:
    (failure,) = run(("write", 2 * MB))
    assert isinstance(failure, Failure) and failure.detail.startswith("OSError")


@LINUX
def test_programs_files_and_sockets_of_a_stopped_item_are_gone(run: Run) -> None:
    record = Path(tempfile.mkdtemp(dir="/tmp"), "pids")  # the path of a socket may not be long
    assert run(("start_a_program", str(record)), limits=Limits(wall_seconds=2)) == [Failure("wall")]
    pids = [int(pid) for pid in record.read_text().split()]
    assert len(pids) == 2 and not any(is_alive(pid) for pid in pids)
    assert list(record.parent.iterdir()) == [record]
    shutil.rmtree(record.parent)


def test_leaving_early_ends_busy_workers(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(HERE)
    act = importlib.import_module("misbehaving").act
    began = time.monotonic()
    results = run_limited(act, [("twice", 1), ("sleep", 60), ("sleep", 60)], Limits(), 2)
    assert next(results) == 2
    results.close()
    assert time.monotonic() - began < 20
    assert not processes(folder) and not list(folder.iterdir())


PROGRAM = """
import sys
from misbehaving import act
from analysis.workers import Limits, run_limited
for result in run_limited(act, [("twice", 1), ("sleep", float(sys.argv[1]))], Limits(), 2):
    print(result, flush=True)
"""


@LINUX
@pytest.mark.parametrize(("how", "seconds"), [(signal.SIGINT, 60), (signal.SIGKILL, 2)])
def test_an_interrupted_or_killed_run_leaves_nothing(tmp_path: Path, how: signal.Signals, seconds: int) -> None:
    """Not even when the caller has no chance to tidy up: its workers then end with their item."""
    environment = {**os.environ, "TMPDIR": str(tmp_path), "PYTHONPATH": os.pathsep.join([str(HERE), *sys.path])}
    arguments = [sys.executable, "-W", "error", "-c", PROGRAM, str(seconds)]
    with subprocess.Popen(arguments, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as caller:
        assert caller.stdout and caller.stdout.readline() == b"2\n"
        assert processes(tmp_path)
        time.sleep(0.5)
        caller.send_signal(how)
        _, errors = caller.communicate(timeout=30)
    assert (b"KeyboardInterrupt" in errors) == (how == signal.SIGINT)
    end = time.monotonic() + 20
    while processes(tmp_path) and time.monotonic() < end:
        time.sleep(0.1)
    assert not processes(tmp_path)
    assert not list(tmp_path.iterdir())


def test_in_this_process_an_error_comes_through(run: Run) -> None:
    with pytest.raises(ValueError, match="no row"):
        run(("fail", "no row"), workers=0)
