"""Danish is complete, no template is unused, links in the docs lead somewhere, no machine or registry is named."""

import ast
import functools
import re
import subprocess
from pathlib import Path

import pytest
from django.utils.translation.template import templatize

from beredskab.kit import messages

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "beredskab"
TEMPLATES = sorted(path for path in PACKAGE.rglob("templates/**/*") if path.suffix in {".html", ".txt", ".svg"})
PYTHON = sorted(path for path in PACKAGE.rglob("*.py") if "/tests/" not in path.as_posix())
STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"\b(_|n?p?gettext)\(\s*({STRING}(?:\s*,\s*{STRING})*)")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def messages_of_template(path):
    for function, texts in CALL.findall(templatize(path.read_text(encoding="utf-8"))):
        key = messages._key(function, list(ast.literal_eval(f"({texts},)")))
        if key is not None:
            yield key


@functools.cache
def asked_for():
    found = {}
    for path in TEMPLATES:
        found.update(dict.fromkeys(messages_of_template(path), path))
    for path in PYTHON:
        found.update(dict.fromkeys(messages.messages_of_python(path.read_text(encoding="utf-8")), path))
    return {key: path.relative_to(ROOT).as_posix() for key, path in found.items() if key}


@functools.cache
def danish():
    entries = [entry for path in messages.catalogues() if "/da/" in path.as_posix() for entry in messages.read(path)]
    return {entry.key: entry for entry in entries}


def test_every_text_has_a_danish_translation():
    known = danish()
    missing = {key: place for key, place in asked_for().items() if key not in known or not known[key].text}
    assert missing == {}


def test_no_translation_is_a_guess():
    assert [entry.key for entry in danish().values() if entry.fuzzy] == []


def test_a_text_is_said_in_one_way_wherever_it_is_translated():
    """Catalogues are merged by key: two different translations of one text would take turns."""
    said = {}
    for path in messages.catalogues():
        for entry in messages.read(path):
            if entry.key:
                said.setdefault((path.parts[-3], entry.key), set()).add(entry.text)
    assert {key: texts for key, texts in said.items() if len(texts) > 1} == {}


def test_no_translation_is_left_over():
    assert [key for key in danish() if key and key not in asked_for()] == []


def test_translations_keep_their_placeholders():
    for key, entry in danish().items():
        if key and entry.text:
            source = set(PLACEHOLDER.findall(key.split(messages.CONTEXT)[-1]))
            assert set(PLACEHOLDER.findall(entry.text)) == source, key


def test_no_template_is_unused():
    sources = "\n".join(path.read_text(encoding="utf-8") for path in [*PYTHON, *TEMPLATES])
    by_framework = re.compile(r"^(\d{3}\.html|allauth/|account/|mfa/|socialaccount/)")
    for path in TEMPLATES:
        name = path.as_posix().split("/templates/", 1)[1]
        used = f'"{name}"' in sources or f"'{name}'" in sources or by_framework.match(name)
        component = name.startswith("components/blocks/") and f'_component("{path.stem}"' in sources
        assert used or component, name


def documents():
    return [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *PACKAGE.glob("*/README.md")]


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_in_the_docs_lead_somewhere(path):
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if not re.match(r"[a-z]+:|#", target):
            assert (path.parent / target.split("#")[0]).exists(), target


def committed():
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.split(b"\0")
    return [ROOT / name.decode() for name in names if name and (ROOT / name.decode()).is_file()]


def test_no_committed_file_names_a_registry_or_a_machine():
    hosts = (
        "pypi." + "org",
        "files.python" + "hosted",
        "registry." + "npmjs",
        "npmjs." + "org",
        "/work/" + "main",
        "/ro" + "ot/",
    )
    allowed = {"/ro" + "ot/": {"beredskab/cli/postgres/account.py"}}
    for path in committed():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        name = path.relative_to(ROOT).as_posix()
        found = [host for host in hosts if host in text and name not in allowed.get(host, ())]
        assert not found, (name, found)


def test_every_app_has_a_readme_of_one_page():
    for folder in sorted(PACKAGE.iterdir()):
        if (folder / "__init__.py").exists() and folder.name not in {"lib"}:
            readme = folder / "README.md"
            assert readme.exists(), folder.name
            assert len(readme.read_text(encoding="utf-8").splitlines()) <= 120, folder.name
