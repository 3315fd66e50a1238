"""Rows as printed in, rows of the data model out: names of today's spelling, places, fields, ids."""

from analysis.cleaning.clean import CleanDocument, Source, clean, unread

__all__ = ["CleanDocument", "Source", "clean", "unread"]
