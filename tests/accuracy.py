"""How right the tables are on the labelled corpus; writes the figures into the READMEs (`make accuracy`)."""

import csv
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from analysis import pipeline
from analysis.evaluate import Report, evaluate
from analysis.fields import classify

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "tests" / "corpus"
SETS = (
    "dev",
    "held_out",
    "fresh",
    "unseen",
    "later",
    "last",
    "final",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
)
READMES = ("README.md", "README.vi.md")
BLOCK = re.compile(r"(?<=<!-- accuracy -->\n).*?(?=<!-- /accuracy -->)", re.DOTALL)
# What the README shows: a table's rows, or one column of it
SHOWN = (
    ("entries", ""),
    ("entries", "recipient_kind"),
    ("entries", "district"),
    ("entries", "field"),
    ("entries", "subfield"),
    ("rewards", ""),
    ("counts", ""),
    ("incomes", ""),
    ("incomes", "low_vnd"),
    ("awards", ""),
)


TITLES = (
    ("labelled_titles.csv", "split", "tuning", "own list, tuning half"),
    ("labelled_titles.csv", "split", "held_out", "own list, held-out half"),
    ("public_titles.csv", "batch", "1", "published titles, batch 1"),
    ("public_titles.csv", "batch", "2", "published titles, batch 2"),
    ("public_titles.csv", "batch", "3", "published titles, batch 3"),
    ("further_titles.csv", "split", "tune", "odd wordings, tuning half"),
    ("further_titles.csv", "split", "held", "odd wordings, held-out half"),
)


def corpus_report(name: str) -> Report:
    """Run the pipeline over one set of the corpus and compare it with its labels."""
    with tempfile.TemporaryDirectory() as folder:
        clean = Path(folder) / "clean"
        pipeline.write(pipeline.run(CORPUS / name / "raw", Path(folder) / "none.csv"), clean)
        return evaluate(clean, CORPUS / name / "truth")


def sets() -> list[str]:
    """Return the sets that are there."""
    return [name for name in SETS if (CORPUS / name / "truth").is_dir()]


def f1(report: Report, table: str, column: str) -> float | None:
    """Return F1 of a table's rows or of one column."""
    return (report.column(table, column) if column else report.table(table)).f1


def lines(reports: dict[str, Report]) -> Iterator[str]:
    """Yield the Markdown table of F1 per set."""
    names = [f"{name} ({len(report.documents)})" for name, report in reports.items()]
    yield "| F1 | " + " | ".join(names) + " |"
    yield "|---|" + "---:|" * len(names)
    for table, column in SHOWN:
        values = [f1(report, table, column) for report in reports.values()]
        cells = ["–" if value is None else f"{value:.3f}" for value in values]
        yield f"| {table}{f'.{column}' if column else ' (rows)'} | " + " | ".join(cells) + " |"


def title_lines() -> Iterator[str]:
    """Yield the Markdown table of right field labels per set of titles."""
    yield "| titles | n | field right | subfield right |"
    yield "|---|---:|---:|---:|"
    for file, column, value, name in TITLES:
        with (ROOT / "tests/fields/data" / file).open(encoding="utf-8") as rows:
            chosen = [row for row in csv.DictReader(rows) if row[column] == value]
        labels = [classify(row["title"], row["description"], row["recipient"]) for row in chosen]
        shares = [
            sum(getattr(label, level) in row[level].split("|") for label, row in zip(labels, chosen, strict=True))
            / len(chosen)
            for level in ("field", "subfield")
        ]
        yield f"| {name} | {len(chosen)} | " + " | ".join(f"{share:.1%}" for share in shares) + " |"


def block() -> str:
    """Return what stands between the accuracy marks of the READMEs."""
    reports = {name: corpus_report(name) for name in sets()}
    return "\n".join([*lines(reports), "", *title_lines()]) + "\n"


def main() -> None:
    """Write the current figures into the READMEs."""
    text = block()
    for name in READMES:
        path = ROOT / name
        path.write_text(BLOCK.sub(lambda _: text, path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
