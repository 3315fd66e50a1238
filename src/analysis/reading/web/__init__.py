"""Web pages."""

from analysis.reading.web.html import read_html

__all__ = ["read_html"]
