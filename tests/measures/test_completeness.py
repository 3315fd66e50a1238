"""Declared against found: missing is not zero, an open list is not complete, movements of one list stay there."""

from analysis import measures, schema

DOCUMENTS = schema.frame(
    "documents",
    [
        {"document_id": "a", "source_file": "a.docx", "format": "docx", "reading": "text", "quality": "good"},
        {"document_id": "b", "source_file": "b.pdf", "format": "pdf", "reading": "none", "quality": "unread"},
        {"document_id": "c", "source_file": "c.docx", "format": "docx", "reading": "text", "quality": "good"},
    ],
)


def lists(*rows):
    base = {"document_id": "a", "kind": "model", "is_open_list": False, "raw_text": "x"}
    named = [{**base, "section": f"S{at}", "locator": f"line {at}", **row} for at, row in enumerate(rows)]
    return measures.ledger(schema.frame("sections", named), DOCUMENTS)


def test_states():
    made = lists(
        {"declared": 22, "found": 22, "missing": 0},
        {"declared": 6, "found": 1, "missing": 5},
        {"declared": 3, "found": 4, "missing": -1},
        {"found": 5, "is_open_list": True},
        {"found": 2},
    )
    assert list(made["state"]) == ["complete", "short", "surplus", "open", "undeclared"]


def test_undeclared_stays_missing_and_is_no_zero():
    made = lists({"found": 5, "is_open_list": True})
    assert made["declared"].isna().all() and made["missing"].isna().all()


def test_total_counts_only_lists_that_declare():
    total = measures.ledger_total(lists({"declared": 6, "found": 1, "missing": 5}, {"found": 9})).iloc[0]
    assert (total["declared"], total["found"], total["lists"], total["stated_lists"]) == (6, 1, 2, 1)


def test_a_surplus_does_not_fill_the_gap_of_another_list():
    two = lists({"declared": 6, "found": 1, "missing": 5}, {"declared": 2, "found": 7, "missing": -5})
    total = measures.ledger_total(two).iloc[0]
    assert (total["declared"], total["found"]) == (8, 3)


def test_incomplete_lists_are_the_short_and_the_open():
    made = lists(
        {"declared": 6, "found": 1, "missing": 5},
        {"declared": 2, "found": 2, "missing": 0},
        {"found": 3, "is_open_list": True},
    )
    assert list(measures.incomplete(made)["section"]) == ["S0", "S2"]


def test_documents_are_counted_by_what_became_of_them():
    made = measures.documents_read(DOCUMENTS)
    assert made.to_dict("records") == [
        {"format": "docx", "reading": "text", "quality": "good", "n": 2},
        {"format": "pdf", "reading": "none", "quality": "unread", "n": 1},
    ]


def test_findings_run_from_grave_to_slight():
    base = {"document_id": "a", "message_vi": "x", "message_en": "x", "locator": "line 1", "raw_text": "x"}
    codes = [("note", "unclassified-field"), ("note", "unclassified-field"), ("error", "unread-document")]
    codes += [("warning", "truncated-list")]
    rows = [{**base, "finding_id": f"f-{at}", "severity": s, "code": c} for at, (s, c) in enumerate(codes)]
    made = measures.findings_by_code(schema.frame("findings", rows))
    assert list(zip(made["severity"], made["n"], strict=True)) == [("error", 1), ("warning", 1), ("note", 2)]


def test_documents_that_share_place_and_year_show_their_file():
    same = DOCUMENTS.assign(province="tỉnh Hòa Bình", issued_on=DOCUMENTS["issued_on"].astype("datetime64[us]"))
    names = measures.short_names(same)
    assert names["a"] == "tỉnh Hòa Bình (a.docx)" and len(set(names.values())) == 3
