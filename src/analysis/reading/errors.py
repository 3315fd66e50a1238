"""Why a file could not be read."""


class UnreadableError(Exception):
    """A file that gives no document; `vi` and `en` say why and what to do, `code` is the finding's code."""

    def __init__(self, vi: str, en: str, code: str = "unread-document", file_format: str = "unknown") -> None:
        super().__init__(en)
        self.vi, self.en, self.code, self.file_format = vi, en, code, file_format
