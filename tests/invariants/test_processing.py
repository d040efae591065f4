"""Every table with anything about people has a declared purpose, legal basis and retention rule (GDPR art. 30)."""

from beredskab.kit.privacy import PrivacyClass, privacy_of
from beredskab.privacy import record


def declared():
    return {
        f"{label}.{name}": one
        for label, declared in record.declarations().items()
        for one in declared
        for name in one.models
    }


def test_every_model_with_data_about_people_is_in_the_record_of_processing():
    assert record.about_people() - set(declared()) == set()


def test_no_model_is_in_two_activities():
    names = [f"{label}.{name}" for label, all_ in record.declarations().items() for one in all_ for name in one.models]
    assert len(names) == len(set(names))


def test_every_activity_says_what_for_on_which_basis_and_until_when():
    for one in declared().values():
        for text in (one.title, one.purpose, one.basis, one.about, one.recipients, one.retention):
            assert str(text).strip(), one.models


def test_the_data_is_read_from_the_field_classes_and_names_what_is_encrypted():
    tables = {table.name: table for activity in record.activities() for table in activity.tables}
    people = tables["cases_caseperson"]
    assert people.sealed == ("details",)
    assert set(people.personal) == {"adult_on", "is_child"}


def test_no_text_about_a_citizen_is_stored_outside_a_seal():
    """Personal fields that are not ciphertext are codes, dates, yes or no, or ids."""
    from django.apps import apps
    from django.db import models

    from beredskab.kit.fields import SealedField

    open_text = (models.TextField, models.BinaryField, models.JSONField)
    for label in sorted(record.about_people()):
        model = apps.get_model(label)
        for name, kind in privacy_of(model).items():
            field = model._meta.get_field(name)
            if kind == PrivacyClass.PERSONAL and not isinstance(field, SealedField):
                blind = isinstance(field, models.BinaryField) and name.endswith("_blind")
                assert blind or not isinstance(field, open_text), (label, name)
