"""A `Document` in, rows as printed out; knows nothing of files, places and fields."""
