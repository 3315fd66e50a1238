"""PDFs with a text layer, page by page."""

from analysis.reading.pdf.reader import read_pdf

__all__ = ["read_pdf"]
