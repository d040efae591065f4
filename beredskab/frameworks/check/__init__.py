"""The check: a document held against requirement frameworks, with quotes for every answer. See `docs/check.md`."""

from beredskab.frameworks.check.engine import check, check_elements

__all__ = ["check", "check_elements"]
