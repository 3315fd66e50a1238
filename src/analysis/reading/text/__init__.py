"""Plain text in any encoding, also with the marks of Markdown."""

from analysis.reading.text.txt import read_txt

__all__ = ["read_txt"]
