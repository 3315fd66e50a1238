"""The committed data dictionary is the one the schema makes."""

from itertools import pairwise
from pathlib import Path

from analysis.schema import CODES, CORRECTIONS, TABLES, dictionary_markdown

COMMITTED = Path(__file__).parents[2] / "data" / "clean" / "DICTIONARY.md"


def test_the_committed_dictionary_has_not_drifted() -> None:
    assert COMMITTED.read_text(encoding="utf-8") == dictionary_markdown(), (
        "data/clean/DICTIONARY.md differs from the schema; repair it with: python -m analysis dictionary"
    )


def test_every_table_column_and_code_is_in_it() -> None:
    text = dictionary_markdown()
    for table in [*TABLES.values(), CORRECTIONS]:
        part = text.split(f"{table.name}.csv\n", 1)[1].split("\n## ", 1)[0]
        named = [line.split("`")[1] for line in part.splitlines() if line.startswith("| `")]
        assert named == table.names
    for codes in CODES.values():
        part = text.split(f"\n### {codes.name}\n", 1)[1].split("\n### ", 1)[0]
        assert [line.split("`")[1] for line in part.splitlines() if line.startswith("| `")] == list(codes.vi)


def test_every_line_of_a_table_has_as_many_cells_as_its_heading() -> None:
    lines = dictionary_markdown().replace("\\|", "").splitlines()
    for above, line in pairwise(lines):
        if above.startswith("|") and line.startswith("|"):
            assert above.count("|") == line.count("|"), line


def test_no_markup_breaks_and_the_file_ends_with_one_newline() -> None:
    text = dictionary_markdown()
    assert text.endswith("|\n")
    assert not any(line != line.rstrip() for line in text.splitlines())
