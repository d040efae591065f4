"""Texts of Django's own that the house says in words of its own.

They are asked for here, and translated in `kit/locale`, which goes before Django's catalogue.
"""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy

REQUIRED: Final = gettext_lazy("This field is required.")
"""What stands at any field that was left empty and has no words of its own."""
