"""Writes in one round trip are as safe as one by one."""

import pytest
from django.db import IntegrityError, connection, transaction

from beredskab.kit.together import sent_together


def write(*keys):
    for key in keys:
        with connection.cursor() as cursor:
            cursor.execute("insert into django_session values (%s, '', now())", [key])


def written():
    with connection.cursor() as cursor:
        cursor.execute("select session_key from django_session order by session_key")
        return [key for (key,) in cursor.fetchall()]


def test_all_that_is_sent_together_is_there_afterwards(db):
    with sent_together():
        write("a", "b", "c")
    assert written() == ["a", "b", "c"]


def test_an_error_is_djangos_own_and_takes_everything_back(db):
    with pytest.raises(IntegrityError), transaction.atomic(), sent_together():
        write("a", "a", "b")
    assert written() == []


def test_a_savepoint_inside_is_let_go_of_only_when_all_went_well(db):
    with pytest.raises(IntegrityError), transaction.atomic(), sent_together(), transaction.atomic():
        write("a", "a")
    assert written() == []
    with sent_together(), transaction.atomic():
        write("b")
    assert written() == ["b"]


def test_an_error_of_ours_leaves_a_connection_that_works(db):
    with pytest.raises(ValueError, match="ours"), transaction.atomic(), sent_together():
        write("a")
        raise ValueError("ours")
    assert written() == []
