"""The record of processing (GDPR art. 30): what apps declare, with the data that the code's field classes name.

This room stands below most apps and imports none: it reads `PROCESSING` of every installed app's `processing.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module

from django.apps import apps
from django.db import models
from django.utils.module_loading import module_has_submodule

from beredskab.audit.actions import access
from beredskab.kit.fields import SealedField
from beredskab.kit.privacy import PrivacyClass, privacy_of
from beredskab.kit.processing import Processing
from beredskab.kit.viewer import Viewer
from beredskab.privacy.permissions import require_reader

ABOUT_PEOPLE = (PrivacyClass.PERSONAL, PrivacyClass.ACCOUNT, PrivacyClass.SECRET)


@dataclass(frozen=True, slots=True)
class Table:
    """One table: which of its fields hold data on citizens (sealed or not), on colleagues, and credentials."""

    name: str
    sealed: tuple[str, ...]
    personal: tuple[str, ...]
    account: tuple[str, ...]
    secret: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity as the app declares it, with its tables as the code has them."""

    declared: Processing
    tables: tuple[Table, ...]

    @property
    def sealed(self) -> bool:
        """Whether anything in it is ciphertext under a key of its own."""
        return any(table.sealed for table in self.tables)


def record(viewer: Viewer) -> tuple[Activity, ...]:
    """The whole record, the top of the house first. Raises NotFound for all but the log's readers."""
    require_reader(viewer)
    access(viewer, "privacy.record.read")
    return tuple(activities())


def activities() -> Iterator[Activity]:
    """Every declared activity with its tables."""
    for label, declared in sorted(declarations().items(), key=lambda one: one[0] != "cases"):
        for one in declared:
            yield Activity(one, tuple(_table(apps.get_model(label, name)) for name in one.models))


def declarations() -> dict[str, tuple[Processing, ...]]:
    """What each of our apps declares, by app label."""
    found: dict[str, tuple[Processing, ...]] = {}
    for config in apps.get_app_configs():
        if config.name.startswith("beredskab.") and module_has_submodule(config.module, "processing"):
            found[config.label] = tuple(import_module(f"{config.name}.processing").PROCESSING)
    return found


def about_people() -> set[str]:
    """The labels of our models that hold data about anybody."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("beredskab.")]
    return {model._meta.label for model in ours if set(privacy_of(model).values()) & set(ABOUT_PEOPLE)}


def _table(model: type[models.Model]) -> Table:
    classes = privacy_of(model)
    sealed = {field.name for field in model._meta.get_fields() if isinstance(field, SealedField)}

    def of(kind: PrivacyClass) -> tuple[str, ...]:
        return tuple(name for name, given in classes.items() if given == kind)

    personal = of(PrivacyClass.PERSONAL)
    return Table(
        name=model._meta.db_table,
        sealed=tuple(name for name in personal if name in sealed),
        personal=tuple(name for name in personal if name not in sealed),
        account=of(PrivacyClass.ACCOUNT),
        secret=of(PrivacyClass.SECRET),
    )
