"""T1, T11, T12 and T13: the completeness of lists, the registry of models, documents cited, what to know."""

import pandas as pd

from analysis.measures.completeness import ledger, ledger_total
from analysis.measures.documents import short_names
from analysis.measures.review_table import ReviewTable, Words, evidence, joined, note, review_table
from analysis.measures.selection import Part
from analysis.schema import CODES

_LEDGER = ["document", "section", "kind", "declared", "found", "missing", "state"]
_MODEL = ["title", "aliases", "field", "subfield", "first_seen_on", "n", "documents_n", "places", "stage", "status"]
_CITED = ["document", "cited_number", "cited_kind", "cited_on", "cited_issuer", "times"]
_FINDING = ["severity", "code", "message_vi", "message_en", "document", "locator", "raw_text"]


def _own(rows: pd.DataFrame, table: str, columns: list[str]) -> pd.DataFrame:
    """Return evidence of a table whose rows are rows of data/clean themselves."""
    lines = pd.Series(range(len(rows)), index=rows.index)
    return joined(evidence(rows, table, lines, column) for column in columns)


def completeness(part: Part) -> ReviewTable:
    """Return T1: every list with what it declares and what was found."""
    sections = part.tables.sections
    lists = ledger(sections, part.tables.documents)
    notes = ledger_notes(lists)
    return review_table("T1", lists[_LEDGER], _own(sections, "sections", ["declared", "found", "missing"]), notes)


def ledger_notes(lists: pd.DataFrame) -> list[Words]:
    """Return what is to be said of a ledger: declared and found where a number is declared, and open lists."""
    total = ledger_total(lists).iloc[0]
    stated = [note("ledger", declared=int(total["declared"]), found=int(total["found"]))]
    several = [note("open-lists", n=int(total["open_lists"]))] if total["open_lists"] else []
    return [*(stated if total["stated_lists"] else []), *several]


def registry(part: Part) -> ReviewTable:
    """Return T11: the models of the scope with what is known of them in all documents, the widest spread first."""
    entries, models = part.tables.entries, part.tables.models
    numbers = entries["model_id"].value_counts()
    spread = models["documents"].fillna("").map(lambda text: len([one for one in text.split(";") if one.strip()]))
    made = models.assign(n=models["model_id"].map(numbers).astype("Int64"), documents_n=spread.astype("Int64"))
    made = made.sort_values(["documents_n", "n", "title"], ascending=[False, False, True])
    lines = pd.Series({model: at for at, model in enumerate(made["model_id"])}, dtype="int64")
    of_entry = entries["model_id"].map(lines).dropna().astype("int64")
    found = joined(evidence(entries, "entries", of_entry, column) for column in ("n", "title"))
    return review_table("T11", made[_MODEL], found, [note("registry")] if len(made) else [])


def citations(part: Part) -> ReviewTable:
    """Return T12: the documents that the documents of the scope cite."""
    cited = part.tables.citations
    made = cited.assign(document=cited["document_id"].map(short_names(part.tables.documents)))
    return review_table("T12", made[_CITED], _own(cited, "citations", ["times"]), [])


def quality(part: Part) -> ReviewTable:
    """Return T13: what to know before trusting a number, the gravest first."""
    grave = {code: at for at, code in enumerate(CODES["severity"].vi)}
    findings = part.tables.findings
    findings = findings.loc[findings["severity"].map(grave).sort_values(kind="stable").index]
    made = findings.assign(document=findings["document_id"].map(short_names(part.tables.documents)))
    counts = {code: int((findings["severity"] == code).sum()) for code in grave}
    notes = [note("findings", **counts)] if len(made) else []
    return review_table("T13", made[_FINDING], _own(findings, "findings", ["message_vi", "message_en"]), notes)
