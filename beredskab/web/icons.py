"""The few pictures of the interface as inline SVG: no request, no inline style, the colour of the text around them."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

PATHS = {
    "upload": '<path d="M12 16V4m0 0L7 9m5-5 5 5M4 17v2a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-2"/>',
    "document": '<path d="M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6"/>',
    "shield": '<path d="M12 3 5 6v5c0 4.6 2.9 8.2 7 10 4.1-1.8 7-5.4 7-10V6zM9 12l2.2 2.2L15.5 10"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5M12 7.6v.1"/>',
    "success": '<circle cx="12" cy="12" r="9"/><path d="m8 12.4 2.7 2.7L16 9.6"/>',
    "warning": '<path d="M12 4 2.8 19.5h18.4zM12 10v4.5M12 17v.1"/>',
    "error": '<circle cx="12" cy="12" r="9"/><path d="M12 7v6M12 16.2v.1"/>',
    "download": '<path d="M12 4v12m0 0 5-5m-5 5-5-5M4 20h16"/>',
    "print": '<path d="M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7z"/>',
    "search": '<circle cx="11" cy="11" r="6.5"/><path d="m16 16 4.5 4.5"/>',
    "arrow-right": '<path d="M5 12h14m0 0-6-6m6 6-6 6"/>',
    "arrow-up": '<path d="M12 19V5m0 0-6 6m6-6 6 6"/>',
    "arrow-down": '<path d="M12 5v14m0 0 6-6m-6 6-6-6"/>',
    "edit": '<path d="m4 20 1-4L16.5 4.5l3 3L8 19zM14 7l3 3"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4.5 20.5c.8-4 3.7-6 7.5-6s6.7 2 7.5 6"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.300l3.5 2"/>',
    "comment": '<path d="M4 5h16v11h-9l-4 4v-4H4z"/>',
    "phone": '<path d="M6 4h3l1.5 4-2 1.5a11 11 0 0 0 6 6l1.5-2 4 1.5v3q0 2-2 2A16 16 0 0 1 4 6q0-2 2-2z"/>',
    "lock": '<path d="M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3"/>',
}

SHAPES = {
    "covered": '<circle cx="8" cy="8" r="6.5" fill="currentColor"/>',
    "partly": '<circle cx="8" cy="8" r="6.5"/><path d="M8 1.500a6.5 6.5 0 0 0 0 13z" fill="currentColor"/>',
    "missing": '<circle cx="8" cy="8" r="6.5"/>',
    "elsewhere": '<path d="M3.5 12.5 12.5 3.500M5.5 3.500h7v7"/>',
    "not-relevant": '<path d="M2.5 8h11"/>',
}


def icon(name: str) -> SafeString:
    """A decorative picture; whatever it says must also stand in words beside it."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        mark_safe(PATHS[name]),  # noqa: S308 - a constant of this file
    )


def shape(verdict: str) -> SafeString:
    """The shape of a verdict: filled, half, hollow, arrow, dash. Told apart without colour, also in print."""
    return format_html(
        '<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">{}</svg>',
        mark_safe(SHAPES[verdict]),  # noqa: S308 - a constant of this file
    )
