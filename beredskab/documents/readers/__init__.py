"""Reads a plan in any of six formats into a `Document`. Pure functions over bytes: no network, no files, no database.

For files from strangers use `beredskab.documents.sandbox.read_safely`, which does the same in a bounded process.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from beredskab.documents.errors import ReadError, fail, read_error
from beredskab.documents.files import MAX_CHARACTERS, MAX_FILE_BYTES, MAX_FILES, MEGABYTE, FileInfo
from beredskab.documents.model import Block, Document, List, ListItem, Remark, Source, plain
from beredskab.documents.readers.builder import Builder
from beredskab.documents.readers.detect import EXTENSIONS, binary_format, extension, text_format

__all__ = ["ReadError", "read", "read_files"]


def read(name: str, data: bytes, *, language: str = "da") -> Document:
    """The document in a file, its format decided by content. Raises `ReadError`, nothing else.

    `name` is the file's name (no path); it stands in every `Source`. Remarks are written in `language`.
    """
    return _read(name, data, language)[0]


def read_files(files: Sequence[tuple[str, bytes]], *, language: str = "da") -> tuple[Document, tuple[FileInfo, ...]]:
    """Several files (name, bytes) as one document. With more than one, block ids are prefixed `f1-`, `f2-`.

    Raises the `ReadError` of the first file that cannot be read, with `file` set to its name.
    """
    if not files:
        fail("no_files")
    if len(files) > MAX_FILES:
        fail("too_many_files", limit=MAX_FILES)
    read_ones = [_read(name, data, language) for name, data in files]
    infos = tuple(info for _document, info in read_ones)
    if sum(len(plain(block)) for document, _info in read_ones for block in document.blocks) > MAX_CHARACTERS:
        fail("too_long")
    if len(read_ones) == 1:
        return read_ones[0][0], infos
    return _join([document for document, _info in read_ones]), infos


def _read(name: str, data: bytes, language: str) -> tuple[Document, FileInfo]:
    try:
        return _dispatch(name, data, language)
    except ReadError as error:
        failure = error
    except MemoryError:
        failure = read_error("too_heavy")
    except RecursionError:
        failure = read_error("too_deep")
    except Exception:  # noqa: BLE001 - a broken file may break a parser anywhere; the person needs one clear answer
        failure = read_error("unreadable")
    failure.file = name
    raise failure from None


def _dispatch(name: str, data: bytes, language: str) -> tuple[Document, FileInfo]:
    if len(data) > MAX_FILE_BYTES:
        fail("too_large", limit=MAX_FILE_BYTES // MEGABYTE)
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        fail("empty_file")
    builder = Builder(name, language)
    pages: int | None = None
    # Each reader is imported when its format turns up: start-up time is most of a check's time.
    match binary_format(data):
        case "pdf":
            from beredskab.documents.readers import pdf

            kind = "pdf"
            document, pages = pdf.read(data, builder)
        case "zip":
            kind, document = _zipped(data, builder)
        case "text":
            kind, document = _text(name, data, builder)
    given = extension(name)
    if given and given not in EXTENSIONS[kind]:
        builder.remark("wrong_extension", f".{given}")
        document = builder.document()
    return document, FileInfo(name, kind, pages, sum(len(plain(block).split()) for block in document.blocks))


def _zipped(data: bytes, builder: Builder) -> tuple[str, Document]:
    from beredskab.documents.readers.zipped import Package

    package = Package(data)
    if any(name.startswith(("xl/", "ppt/")) for name in package.names):
        fail("unsupported_format", what="regneark og præsentationer / spreadsheets and slides")
    if "content.xml" in package.names:
        kind = (package.read("mimetype") or b"").decode("ascii", "replace")
        if "spreadsheet" in kind or "presentation" in kind:
            fail("unsupported_format", what="regneark og præsentationer / spreadsheets and slides")
        from beredskab.documents.readers import odt

        return "odt", odt.read(package, builder)
    if not any(name.startswith("word/") for name in package.names):
        fail("unsupported_format", what="zip-filer / zip files")
    from beredskab.documents.readers import docx

    return "docx", docx.read(package, builder)


def _text(name: str, data: bytes, builder: Builder) -> tuple[str, Document]:
    from beredskab.documents.readers.encoding import decode

    text, older = decode(data)
    if older:
        builder.remark("old_encoding")
    kind = text_format(name, text)
    if kind == "html":
        from beredskab.documents.readers import html

        return kind, html.read(text, builder)
    if kind == "md":
        from beredskab.documents.readers import markdown

        return kind, markdown.read(text, builder)
    from beredskab.documents.readers import plaintext

    return kind, plaintext.read(text, builder)


def _join(documents: list[Document]) -> Document:
    blocks: list[Block] = []
    sources: dict[str, Source] = {}
    remarks: list[Remark] = []
    for number, document in enumerate(documents, start=1):
        prefix = f"f{number}-"
        blocks += [_renamed(block, prefix) for block in document.blocks]
        sources |= {prefix + key: source for key, source in document.sources.items()}
        remarks += [replace(r, block_id=r.block_id and prefix + r.block_id) for r in document.remarks]
    return Document(tuple(blocks), sources, tuple(remarks))


def _renamed(block: Block, prefix: str) -> Block:
    if not isinstance(block, List):
        return replace(block, id=prefix + block.id)
    items = tuple(
        ListItem(
            replace(item.paragraph, id=prefix + item.paragraph.id),
            tuple(child for nested in item.children if isinstance(child := _renamed(nested, prefix), List)),
        )
        for item in block.items
    )
    return replace(block, id=prefix + block.id, items=items)
