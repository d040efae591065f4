"""A sealed field opens in its own row and column and nowhere else, and shows nothing on the way."""

import copy
import pickle
import types
from uuid import uuid4

import pytest
from django.db import connection, models
from django.db.migrations.writer import MigrationWriter
from django.template import Context, Engine
from django.test.utils import isolate_apps
from hypothesis import given
from hypothesis import strategies as st

from beredskab.kit.fields import Sealed, SealedField
from beredskab.kit.ids import new_id
from beredskab.kit.vault import DataKey
from beredskab.lib import crypto
from beredskab.lib.crypto import Tampered

TEXT = "Hun så ham ved stationen."
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture(scope="module")
def note():
    """Two tables that no other test sees."""
    with isolate_apps("beredskab.kit"):

        class Note(models.Model):
            id = models.UUIDField(primary_key=True, default=new_id)
            text = SealedField(null=True)
            name = SealedField(null=True, db_column="name_sealed")
            plain = models.TextField(default="")

            class Meta:
                app_label = "kit"

        class Other(models.Model):
            id = models.UUIDField(primary_key=True, default=new_id)
            text = SealedField(null=True)

            class Meta:
                app_label = "kit"

        yield types.SimpleNamespace(Note=Note, Other=Other)


@pytest.fixture
def key():
    return DataKey(crypto.new_key())


def test_what_is_sealed_opens_in_its_place(note, key):
    row = note.Note()
    key.seal(row, "text", TEXT)
    key.seal(row, "name", {"fornavn": "Åse", "roller": ["mor", 2, None]})
    assert key.open(row, "text") == TEXT
    assert key.open(row, "name") == {"fornavn": "Åse", "roller": ["mor", 2, None]}
    assert TEXT.encode() not in row.text


@given(value=json_values)
def test_anything_json_can_hold_comes_back(note, value):
    key, row = DataKey(crypto.new_key()), note.Note()
    key.seal(row, "text", value)
    assert key.open(row, "text") == value


@pytest.mark.parametrize("empty", [None, b"", memoryview(b"")])
def test_nothing_stays_nothing(note, key, empty):
    assert key.open(note.Note(text=empty), "text") is None


def test_none_empties_the_field(note, key):
    row = note.Note()
    key.seal(row, "text", TEXT)
    key.seal(row, "text", None)
    assert row.text is None


def test_a_value_moved_to_another_row_column_or_table_fails_loudly(note, key):
    row = note.Note()
    key.seal(row, "text", TEXT)
    moved = [(note.Note(text=row.text), "text"), (note.Other(id=row.id, text=row.text), "text")]
    moved.append((note.Note(id=row.id, name=row.text), "name"))
    for other, field in moved:
        with pytest.raises(Tampered):
            key.open(other, field)
    with pytest.raises(Tampered):
        DataKey(crypto.new_key()).open(row, "text")


def test_the_column_counts_and_not_the_attribute(note, key):
    """A field may be renamed in Python while the table stays."""
    row = note.Note()
    key.seal(row, "name", TEXT)
    assert key.open_bytes(row.name, "kit_note", "name_sealed", row.id) == b'"%s"' % TEXT.encode()


def test_parts_of_a_file_keep_their_order(key):
    row = uuid4()
    first, second = (key.seal_bytes(b"part", "kit_file", "data", row, part) for part in (0, 1))
    assert key.open_bytes(memoryview(second), "kit_file", "data", row, 1) == b"part"
    with pytest.raises(Tampered):
        key.open_bytes(first, "kit_file", "data", row, 1)


def test_only_a_sealed_field_takes_a_sealed_value(note, key):
    for call in (lambda: key.seal(note.Note(), "plain", TEXT), lambda: key.open(note.Note(), "plain")):
        with pytest.raises(TypeError, match=r"Note\.plain is no sealed field"):
            call()


def test_what_json_cannot_hold_is_refused_and_changes_nothing(note, key):
    row = note.Note()
    for value in (object(), float("nan"), b"bytes"):
        with pytest.raises((TypeError, ValueError)):
            key.seal(row, "text", value)
    assert row.text is None


def test_neither_the_key_nor_the_sealed_bytes_are_shown(note, key):
    row = note.Note()
    key.seal(row, "text", TEXT)
    shown = Engine().from_string("{{ row.text }}").render(Context({"row": row, "key": key}, autoescape=False))
    assert shown == f"<sealed, {len(row.text)} bytes>" == str(row.text) == f"{row.text}"
    assert repr(key) == str(key) == "<data key>"


def test_a_data_key_goes_into_no_cache_session_or_queue(key):
    for way in (pickle.dumps, copy.copy):
        with pytest.raises(TypeError, match="not stored or sent"):
            way(key)
    assert not hasattr(key, "__dict__")


def test_the_database_gives_back_what_was_sealed(db, note, key):
    row = note.Note()
    key.seal(row, "text", TEXT)
    sent = note.Note._meta.get_field("text").get_db_prep_value(row.text, connection)
    query = "select %s::uuid as id, %s::bytea as text, null::bytea as name_sealed, '' as plain"
    (found,) = note.Note.objects.raw(query, [row.id, sent])
    assert type(found.text) is Sealed and found.name is None
    assert key.open(found, "text") == TEXT


def test_a_migration_names_our_field(note):
    name, path, args, kwargs = note.Note._meta.get_field("text").deconstruct()
    assert (name, path, args, kwargs) == ("text", "beredskab.kit.fields.SealedField", [], {"null": True})
    written, imports = MigrationWriter.serialize(note.Note._meta.get_field("text"))
    assert written == "beredskab.kit.fields.SealedField(null=True)" and "import beredskab.kit.fields" in imports
    assert not note.Note._meta.get_field("text").editable


def test_a_dumped_row_holds_ciphertext_and_loads_again(note, key):
    row = note.Note()
    key.seal(row, "text", TEXT)
    field = note.Note._meta.get_field("text")
    again = field.to_python(field.value_to_string(row))
    assert (type(again), again, field.to_python(None)) == (Sealed, row.text, None)
