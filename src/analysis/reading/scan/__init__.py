"""Pictures of pages, recognised."""

from analysis.reading.scan.reader import read_image, read_pictures, read_scanned_pdf, scan_pages

__all__ = ["read_image", "read_pictures", "read_scanned_pdf", "scan_pages"]
