"""What an app says of its processing of personal data, as plain data in its `processing.py` (GDPR art. 30).

The record of processing reads it and adds, from the privacy class of every field, which data it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Processing:
    """One activity: what for, on which basis, about whom, who receives it, until when. `models` names its tables."""

    title: Text
    purpose: Text
    basis: Text
    about: Text
    recipients: Text
    retention: Text
    models: tuple[str, ...]
