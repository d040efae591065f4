"""Tags of every page: the shell's data, icons, force and verdict in words and shape, and components with a body."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from beredskab.web import icons, words
from beredskab.web.navigation import Shell, shell_for

register = template.Library()


@register.simple_tag(takes_context=True)
def shell(context: Context) -> Shell:
    """What the frame of the page needs; `{% shell as site %}`."""
    return shell_for(context.get("request"))


@register.simple_tag
def icon(name: str) -> SafeString:
    """A decorative picture; `{% icon "upload" %}`. The names stand in `beredskab.web.icons.PATHS`."""
    return icons.icon(name)


@register.simple_tag
def force(value: str) -> SafeString:
    """The tag for how binding something is; `{% force element.force %}`."""
    return format_html('<span class="force force--{}">{}</span>', str(value), words.force(str(value)))


@register.simple_tag
def verdict(value: str) -> SafeString:
    """A verdict as shape, word and colour; `{% verdict result.verdict %}`. Underscores count as hyphens."""
    name = str(value).replace("_", "-")
    if name == "covered-elsewhere":
        name = "elsewhere"
    return format_html('<span class="verdict verdict--{}">{}{}</span>', name, icons.shape(name), words.verdict(name))


@register.simple_tag
def severity(value: str) -> SafeString:
    """How grave a finding is, in words."""
    return format_html('<span class="severity severity--{}">{}</span>', str(value), words.severity(str(value)))


@register.filter
def force_explained(value: str) -> str:
    """One sentence on what the force means."""
    return words.force_note(str(value))


@register.filter
def confidence(value: str) -> str:
    """How plainly the words say it, in words."""
    return words.confidence(str(value))


@register.simple_block_tag
def note(content: str, kind: str = "info", title: str = "") -> SafeString:
    """A message on the page, info, success, warning or error: `{% note kind="warning" %}<p>…</p>{% endnote %}`."""
    return _component("note", kind=kind, title=title, content=content)


@register.simple_block_tag
def panel(content: str, kind: str = "") -> SafeString:
    """A quiet box; `kind="wash"` gives it a tone instead of a border."""
    return _component("panel", kind=kind, content=content)


@register.simple_block_tag
def fold(content: str, title: str, open: bool = False) -> SafeString:
    """Something that can be unfolded: a heading that is always seen and a body that is not."""
    return _component("fold", title=title, open=open, content=content)


@register.simple_block_tag
def empty(content: str, title: str) -> SafeString:
    """An empty state that teaches: what this is for and the one thing to do first."""
    return _component("empty", title=title, content=content)


def _component(name: str, **context: Any) -> SafeString:
    return SafeString(render_to_string(f"components/blocks/{name}.html", context))
