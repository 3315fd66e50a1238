"""One document's extraction in, its rows of every table and its findings out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from analysis.checks import Finding, entry_findings, finding, finding_row, refusal
from analysis.cleaning.awards import award_row
from analysis.cleaning.context import Context, Row
from analysis.cleaning.counts import count_row, reward_row
from analysis.cleaning.documents import Source, context_of, document_row, unread_row
from analysis.cleaning.entries import entry_rows, section_name, section_row
from analysis.cleaning.figures import figure_row
from analysis.cleaning.incomes import income_row
from analysis.extracting.rows import Citation, Extraction, Problem, PublishedFigure
from analysis.identity import RowIds
from analysis.places import Place
from analysis.reading import Document, Remark, UnreadableError

__all__ = ["CleanDocument", "Source", "clean", "unread"]


@dataclass(slots=True)
class CleanDocument:
    """The rows of one document by table; `findings` still as values."""

    document_id: str
    tables: dict[str, list[Row]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def add(self, table: str, row: Mapping[str, object]) -> None:
        """Append a row to a table."""
        self.tables.setdefault(table, []).append(dict(row))

    def finding_rows(self) -> list[Row]:
        """Return the rows of findings.csv."""
        ids = RowIds()
        return [dict(finding_row(found, self.document_id, ids)) for found in self.findings]


def unread(source: Source, error: UnreadableError) -> CleanDocument:
    """Return the row and the finding of a file that could not be read."""
    result = CleanDocument(source.document_id)
    result.add("documents", unread_row(source, error.file_format))
    result.findings.append(refusal(error.code, source.source_file, error.vi, error.en))
    return result


def clean(source: Source, document: Document, extraction: Extraction) -> CleanDocument:
    """Return the rows of a document that was read."""
    header = extraction.header
    context = context_of(source, header)
    result = CleanDocument(source.document_id)
    result.add("documents", document_row(source, document, header, context))
    _add_entries(result, extraction, context)
    _add_figures(result, extraction, context)
    for reward in extraction.rewards:
        result.add("rewards", reward_row(reward, header, context))
    for count in extraction.counts:
        result.add("counts", count_row(count, context))
    for award in extraction.awards:
        result.add("awards", award_row(award, header, context))
    for citation in extraction.citations:
        result.add("citations", _citation_row(citation, context))
    result.findings = [*_document_findings(document, extraction), *context.findings]
    return result


def _add_entries(result: CleanDocument, extraction: Extraction, context: Context) -> None:
    for section in extraction.sections:
        result.add("sections", section_row(section, context))
    names = {section.key: section_name(section.name) for section in extraction.sections}
    rows: list[Row] = []
    places: list[Place] = []
    for printed in extraction.entries:
        heading = printed.mentions[0].heading if printed.mentions else ""
        row, mentions, place = entry_rows(printed, names.get(printed.section) or section_name(heading), context)
        rows.append(row)
        places.append(place)
        result.add("entries", row)
        for mention in mentions:
            result.add("mentions", mention)
    context.findings.extend(entry_findings(rows))
    for income in extraction.incomes:
        entry = None if income.entry is None else rows[income.entry]
        place_of = None if income.entry is None else places[income.entry]
        result.add("incomes", income_row(income, entry, place_of, context))


def _add_figures(result: CleanDocument, extraction: Extraction, context: Context) -> None:
    for figure in extraction.figures:
        table, row = figure_row(figure, context)
        if table:
            result.add(table, row)
        else:
            context.findings.append(_unknown_topic(figure))


def _unknown_topic(figure: PublishedFigure) -> Finding:
    return finding(
        "invalid-row",
        figure.evidence.locator,
        figure.evidence.raw_text,
        table="public-figures",
        column="topic",
        value=figure.cells.get("topic", ""),
        problem_vi="có mã lạ",
        problem_en="has an unknown code",
    )


def _citation_row(citation: Citation, context: Context) -> Row:
    return {
        "document_id": context.document_id,
        "cited_number": citation.number,
        "cited_kind": citation.kind,
        "cited_on": citation.cited_on,
        "cited_issuer": citation.issuer,
        "times": citation.times,
        "locator": citation.locator,
    }


def _document_findings(document: Document, extraction: Extraction) -> list[Finding]:
    found = [_of_problem(problem) for problem in extraction.problems]
    return [*found, *(_of_remark(remark) for remark in document.remarks)]


def _of_remark(remark: Remark) -> Finding:
    return finding(remark.code, remark.locator, reason_vi=remark.vi, reason_en=remark.en)


def _of_problem(problem: Problem) -> Finding:
    return finding(problem.code, problem.evidence.locator, problem.evidence.raw_text, **dict(problem.values))
