"""Writes. Every change to the database by a person is a function with this decorator."""

import functools
import inspect
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any, ParamSpec, TypeVar, cast

from django.db import transaction

from beredskab.kit.viewer import Scope, Viewer, as_viewer, current_scope

P = ParamSpec("P")
R = TypeVar("R")

_trail: ContextVar[list[str] | None] = ContextVar("beredskab_trail", default=None)
_registry: dict[str, Callable[..., Any]] = {}


class AuditMissing(RuntimeError):
    """An action ended without the audit row it promised. The transaction is rolled back: a fault in our code."""


def action(*, event: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a keyword-only function with `by: Viewer` an action.

    The function runs in one transaction in the scope of `by`, and must write an audit row with `event`
    (`audit.actions.record`) before it returns; otherwise everything is rolled back with AuditMissing.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        _require_shape(function)

        @functools.wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            by = cast(Viewer, kwargs["by"])
            if current_scope() == Scope(by.authority_id, by.person_id):
                with transaction.atomic():
                    return _run_with_trail(function, event, *args, **kwargs)
            with as_viewer(by):
                return _run_with_trail(function, event, *args, **kwargs)

        if event in _registry:
            raise TypeError(f"two actions write the event {event}")
        _registry[event] = run
        return run

    return decorate


def note_event(event: str) -> None:
    """Called by the audit when a row is written, so that the running action can tell it was."""
    trail = _trail.get()
    if trail is not None:
        trail.append(event)


def registered_actions() -> dict[str, Callable[..., Any]]:
    """All actions that have been imported, by event."""
    return dict(_registry)


def _run_with_trail(function: Callable[P, R], event: str, *args: P.args, **kwargs: P.kwargs) -> R:
    trail: list[str] = []
    token = _trail.set(trail)
    try:
        result = function(*args, **kwargs)
    finally:
        _trail.reset(token)
    if event not in trail:
        raise AuditMissing(event)
    return result


def _require_shape(function: Callable[..., Any]) -> None:
    parameters = inspect.signature(function).parameters
    if "by" not in parameters or any(p.kind is not p.KEYWORD_ONLY for p in parameters.values()):
        raise TypeError(f"{function.__qualname__}: an action is keyword-only and has `by`")
