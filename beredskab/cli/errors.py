"""What the operator's commands say when they refuse: one sentence, in both languages."""

from __future__ import annotations

import os


class CommandError(Exception):
    """A refusal in one sentence. `code` is stable; `message("da")` and `message("en")` say it."""

    def __init__(self, code: str, da: str, en: str) -> None:
        super().__init__(en)
        self.code = code
        self._messages = {"da": da, "en": en}

    def message(self, language: str | None = None) -> str:
        """The sentence, in `language` or in the one the operator chose with BEREDSKAB_LANG (default Danish)."""
        return self._messages["en" if (language or os.environ.get("BEREDSKAB_LANG", "da")) == "en" else "da"]
