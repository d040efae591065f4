"""What a rule says no to, by its code: the sentence is for people and in their language."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from beredskab.kit.errors import DomainError


@contextmanager
def refused(code: str) -> Iterator[None]:
    """`with refused("frozen"): ...` fails unless the block is refused with this code."""
    with pytest.raises(DomainError) as caught:
        yield
    assert caught.value.code == code
