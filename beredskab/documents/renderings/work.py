"""The child's side: one file to one rendering. Pure functions over bytes; strangers' files come through `safely`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from beredskab.documents import child
from beredskab.documents.renderings.errors import RenderingError, refuse, rendering_error
from beredskab.documents.renderings.kinds import kind_of
from beredskab.documents.renderings.model import Rendering


def render(data: bytes, *, extension: str = "", language: str = "da") -> Rendering:
    """The rendering of a file, its kind decided by content. Raises `RenderingError`, nothing else."""
    try:
        return _dispatch(data, extension, language)
    except RenderingError as error:
        failure = error
    except MemoryError:
        failure = rendering_error("too_heavy")
    except RecursionError:
        failure = rendering_error("unsafe")
    except Exception:  # noqa: BLE001 - a broken file may break a parser anywhere; the person needs one clear answer
        failure = rendering_error("broken")
    raise failure from None


def _dispatch(data: bytes, extension: str, language: str) -> Rendering:
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        refuse("empty_file")
    # Each parser is imported when its format turns up: start-up is most of the time of a small file.
    match kind_of(data):
        case "pdf":
            from beredskab.documents.renderings import drawn

            return Rendering("pdf", drawn.render(data))
        case "office":
            from beredskab.documents.renderings import words

            found, remarks = words.office(data, language)
            return Rendering("document", (), found, remarks)
        case "text":
            from beredskab.documents.renderings import words

            found, remarks = words.text(data, extension, language)
            return Rendering("document", (), found, remarks)
        case form:
            from beredskab.documents.renderings import pictures, words

            page, moving = pictures.render(data, form)
            told = (words.remark("first_picture_only", language),) if moving else ()
            return Rendering("picture", (page,), "", told)


def answer(head: Mapping[str, Any], bodies: Sequence[bytes]) -> child.Answer:
    """The task `render`: words and codes as JSON, and each page as a body."""
    try:
        made = render(bodies[0], extension=head["extension"], language=head["language"])
    except RenderingError as error:
        return {"error": error.code}, []
    return {
        "kind": made.kind,
        "text": made.text,
        "remarks": [told.code for told in made.remarks],
    }, [page.data for page in made.pages]
