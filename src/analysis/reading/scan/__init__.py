"""Pictures of pages, recognised."""

from analysis.reading.scan.reader import read_image

__all__ = ["read_image"]
