"""What apps say of their events, as plain data: a sentence per event, a kind per group, names for what it happened to.

The page that shows the record stands below the apps and never imports them; they register here when they start.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final
from uuid import UUID

from django.utils.functional import Promise

from beredskab.kit.viewer import Viewer

Text = str | Promise
Names = Callable[[Viewer, Sequence[UUID]], Mapping[UUID, str]]
Finder = Callable[[Viewer, str], UUID | None]

SENTENCES: Final[dict[str, Text]] = {}  # event, or event:status, -> sentence with %(who)s, %(what)s and detail keys
FOLDED: Final[dict[str, Text]] = {}  # events that are many in a sitting -> the sentence for %(times)s of them
KINDS: Final[dict[str, Text]] = {}  # the first two words of an event -> what kind of thing that is
NAMES: Final[dict[str, Names]] = {}  # a subject's model label -> its names by id
WORDS: Final[dict[str, Callable[[object], str]]] = {}  # a key of the detail -> its value in words
FINDERS: Final[dict[str, Finder]] = {}  # a subject's model label -> its id by the number people know it by


def register(
    *,
    sentences: Mapping[str, Text],
    kinds: Mapping[str, Text],
    folded: Mapping[str, Text] | None = None,
    names: Mapping[str, Names] | None = None,
    words: Mapping[str, Callable[[object], str]] | None = None,
    finders: Mapping[str, Finder] | None = None,
) -> None:
    """Take an app's sentences. Each event gets one, or one per `status` of its detail as `event:status`."""
    SENTENCES.update(sentences)
    KINDS.update(kinds)
    FOLDED.update(folded or {})
    NAMES.update(names or {})
    WORDS.update(words or {})
    FINDERS.update(finders or {})
