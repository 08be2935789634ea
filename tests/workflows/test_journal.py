"""The journal: nobody changes it, and a change made behind the database's back shows."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DatabaseError, connection, transaction

from cms.workflows import chain, engine, triggers
from cms.workflows.models import Case, JournalEntry, ProcessVersion
from tests.workflows.factories import UserFactory, open_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    case = open_case()
    agent = UserFactory(groups=["Agents"])
    engine.perform(case, "ask", agent, comment="Il manque le budget.")
    engine.perform(case, "resubmit", case.subject)
    return case


@pytest.fixture
def without_triggers():
    """As somebody would who holds the keys of the database."""
    triggers.remove(connection)
    yield
    triggers.install(connection)


def verify(capsys):
    call_command("verify_journal")
    return capsys.readouterr().out


@pytest.mark.parametrize("column", ["comment", "kind", "target", "hash"])
def test_the_database_refuses_to_change_an_entry(case, column):
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        JournalEntry.objects.filter(case=case).update(**{column: "other"})


def test_the_database_refuses_to_delete_an_entry(case):
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        JournalEntry.objects.filter(case=case)._raw_delete("default")


def test_the_database_refuses_to_change_a_published_version(case):
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        ProcessVersion.objects.update(spec={})
    with pytest.raises(TypeError):
        case.process_version.save()


def test_a_journal_that_nobody_touched_holds(case, capsys):
    assert list(chain.breaks(Case.objects.all())) == []
    assert "1" in verify(capsys)


def test_erasing_a_comment_is_let_through_and_the_chain_still_holds(case, capsys):
    asked = case.journal.get(transition="ask")
    JournalEntry.objects.filter(pk=asked.pk).update(comment="", comment_salt="")
    verify(capsys)


def test_emptying_a_comment_without_its_salt_is_no_erasure(case):
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        JournalEntry.objects.filter(transition="ask").update(comment="")


@pytest.mark.parametrize(
    ("change", "entry"),
    [({"comment": "Rien ne manque."}, "ask"), ({"actor": None}, "ask"), ({"data": {"score": 20}}, "resubmit")],
)
def test_a_changed_entry_is_named(case, without_triggers, change, entry):
    changed = case.journal.get(transition=entry)
    JournalEntry.objects.filter(pk=changed.pk).update(**change)
    [broken] = chain.breaks(Case.objects.all())
    assert (broken.case_id, broken.entry_id) == (case.pk, changed.pk)
    with pytest.raises(CommandError):
        call_command("verify_journal")


def test_a_removed_entry_is_noticed_at_the_next(case, without_triggers):
    case.journal.filter(transition="ask")._raw_delete("default")
    [broken] = chain.breaks(Case.objects.all())
    assert broken.entry_id == case.journal.get(transition="resubmit").pk


def test_a_cut_tail_is_noticed(case, without_triggers):
    case.journal.filter(transition="resubmit")._raw_delete("default")
    [broken] = chain.breaks(Case.objects.all())
    assert (broken.case_id, broken.entry_id) == (case.pk, None)


def test_the_hash_holds_no_name_and_no_text(case):
    """People are numbers, and the same comment twice has two digests."""
    first, second = open_case(), open_case()
    agent = UserFactory(groups=["Agents"])
    digests = {engine.perform(one, "ask", agent, comment="Oui").comment_digest for one in (first, second)}
    assert len(digests) == 2
    agent.last_name = "Autre"
    agent.save()
    assert list(chain.breaks(Case.objects.all())) == []


def test_a_note_moves_nothing_and_is_chained(case):
    agent = UserFactory(groups=["Agents"])
    chain.record(case, JournalEntry.Kind.NOTE, agent, comment="Appelé le porteur.")
    assert Case.objects.get(pk=case.pk).revision == case.revision
    assert list(chain.breaks(Case.objects.all())) == []
