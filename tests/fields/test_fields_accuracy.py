"""How often the field is right, on titles that are not those of the two source documents.

Five sets, in data/:

- labelled_titles.csv, 352 titles from general knowledge of such lists, labelled before the word lists were tuned. A
  fixed rule (first byte of the title's SHA-256, even or odd) splits them into `tuning` and `held_out`; the errors of
  `held_out` were never looked at. One hand wrote titles and words, so both halves flatter.
- public_titles.csv, 206 names of models met on public pages of some 30 provinces, 2009-2025. Each batch was labelled
  before its first run; batches 1 and 2 were used for tuning after that run, batch 3 never. These first runs are the
  figures to quote: field 94.2 % and subfield 91.3 % together (batch 1: 94.4 and 92.6, n = 108; batch 2: 94.5 and 89.1,
  n = 55; batch 3: 93.0 and 90.7, n = 43).
- further_titles.csv, 379 short, playful and local titles of all subfields and regions, most with a recipient, a third
  with a sentence of description, from general knowledge and labelled before the word lists were looked at again. The
  first run on all of them: field 73.9 % and subfield 67.3 % (of 379 answers 79 were `none` and 124 `review`; of the
  answered ones the field was right in 90.0 %). That is the figure to quote for titles of this kind. The titles stand in
  the order of their SHA-256; the first half, `tune` (n = 189), was then used for tuning, the errors of the second,
  `held` (n = 190), were not looked at. After tuning: `tune` 98.9 and 97.4, `held` 97.9 and 96.8 (98.4 and 97.9 before
  most new words of two syllables were made mere hints, which the figures of tests/corpus asked for). Titles and words
  come from one hand again, so these say that little is missing that this hand would think of, not how strange titles
  fare.
- newer_titles_tune.csv and newer_titles_held.csv, 180 titles each (every second of 360), a third of them sentences
  about what one person did, labelled before any run. First run: `tune` field 73.9 % and subfield 66.7 % (wrong field
  24, undecided 23), `held` 81.7 and 75.6 (wrong 17, undecided 16). After tuning on `tune`: 99.4 and 98.9; `held`, whose
  errors were not looked at, 98.3 and 96.7. The words were widened in the sitting in which both halves were written, so
  `held` flatters.
- newer_titles_blind.csv, 62 titles and deeds written and labelled after the word lists were closed, run once, never
  tuned on: field 80.6 % and subfield 67.7 % (wrong field 7, undecided 5); the word lists before that widening give
  77.4 and 66.1 (8 and 6). That is the figure to quote for playful titles that the word lists have not met.

"a|b" in a label means that either is right.
"""

import csv
import hashlib
from pathlib import Path

import pytest

from analysis.fields import classify, subfield_codes, taxonomy
from analysis.vietnamese.letters import fold

DATA = Path(__file__).parent / "data"
Row = dict[str, str]


def titles(file: str, column: str = "", *values: str) -> list[Row]:
    with (DATA / file).open(encoding="utf-8", newline="") as handle:
        return [row for row in csv.DictReader(handle) if not values or row[column] in values]


def right(rows: list[Row], column: str) -> float:
    hits = 0
    for row in rows:
        label = classify(row["title"], row["description"], row["recipient"])
        hits += getattr(label, column) in row[column].split("|")
    return hits / len(rows)


LABELLED = titles("labelled_titles.csv")
PUBLIC = titles("public_titles.csv")
FURTHER = titles("further_titles.csv")
NEWER = [row for half in ("tune", "held", "blind") for row in titles(f"newer_titles_{half}.csv")]


def test_the_split_follows_its_rule() -> None:
    for row in LABELLED:
        first = hashlib.sha256(fold(row["title"]).encode()).digest()[0]
        assert row["split"] == ("held_out" if first % 2 else "tuning")
    assert min(sum(row["split"] == half for row in LABELLED) for half in ("tuning", "held_out")) >= 120


def test_the_further_titles_are_split_in_the_order_of_their_hash() -> None:
    ranked = sorted(FURTHER, key=lambda row: hashlib.sha256(fold(row["title"]).encode()).hexdigest())
    half = len(ranked) // 2
    assert [row["split"] for row in ranked] == ["tune"] * half + ["held"] * (len(ranked) - half)


def test_labels_are_codes_that_belong_together() -> None:
    for row in (*LABELLED, *PUBLIC, *FURTHER, *NEWER):
        subfields = row["subfield"].split("|")
        assert set(subfields) <= set(subfield_codes()), row
        assert row["field"].split("|") == list(dict.fromkeys(taxonomy().parent(code) for code in subfields)), row


def test_no_title_stands_twice() -> None:
    keys = [fold(row["title"]) for row in (*LABELLED, *PUBLIC, *FURTHER, *NEWER)]
    assert len(keys) == len(set(keys))


def test_every_subfield_is_asked_for() -> None:
    fallbacks = {code for code in subfield_codes() if code.endswith("-khac")} - {"kinh-te-khac"}
    for rows in (LABELLED, FURTHER):
        asked = {code for row in rows for code in row["subfield"].split("|")}
        assert asked == set(subfield_codes()) - fallbacks


@pytest.mark.parametrize(
    ("file", "column", "values", "field", "subfield"),
    [
        ("labelled_titles.csv", "split", ("tuning",), 0.98, 0.97),
        ("labelled_titles.csv", "split", ("held_out",), 0.97, 0.95),
        ("public_titles.csv", "batch", ("1", "2"), 0.97, 0.95),
        ("public_titles.csv", "batch", ("3",), 0.90, 0.88),
        ("further_titles.csv", "split", ("tune",), 0.97, 0.95),
        ("further_titles.csv", "split", ("held",), 0.95, 0.93),
        ("newer_titles_tune.csv", "", (), 0.98, 0.97),
        ("newer_titles_held.csv", "", (), 0.98, 0.96),
        ("newer_titles_blind.csv", "", (), 0.80, 0.67),
    ],
)
def test_the_share_of_right_labels(
    file: str, column: str, values: tuple[str, ...], field: float, subfield: float
) -> None:
    rows = titles(file, column, *values)
    assert right(rows, "field") >= field
    assert right(rows, "subfield") >= subfield


def test_a_sure_label_is_right() -> None:
    sure = wrong = 0
    for row in (*LABELLED, *PUBLIC, *FURTHER):
        label = classify(row["title"], row["description"], row["recipient"])
        sure += label.status == "sure"
        wrong += label.status == "sure" and label.subfield not in row["subfield"].split("|")
    assert sure >= 0.8 * (len(LABELLED) + len(PUBLIC) + len(FURTHER))
    assert wrong <= 0.01 * sure


def test_a_title_without_a_field_gets_none() -> None:
    empty = [row for row in LABELLED if row["subfield"] == "chua-phan-loai"]
    assert len(empty) >= 8
    assert [row["title"] for row in empty if classify(row["title"]).status != "none"] == []


def test_the_two_originals(shared: Path) -> None:
    with (shared / "truth" / "entries.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    wrong = []
    for row in rows:
        label = classify(row["title"].split("|")[0], "", row["raw_recipient"].replace("*", ""))
        if label.field not in row["field"].split("|") or label.subfield not in row["subfield"].split("|"):
            wrong.append((row["title"], label.subfield))
    assert wrong == []
