"""The antivirus: a real clamd with signatures of our own, and what happens while it is down."""

import os
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from cms.applications.models import Application, Attachment
from cms.applications.scanning import clamd
from cms.applications.scanning.operations import FileHeld, examine, only_open, scan_attachment, scan_waiting
from cms.applications.writing import attachments
from cms.applications.writing.completeness import remaining
from scripts.clamd import EICAR
from tests.applications.factories import ApplicationFactory, pdf

NOBODY = "tcp://127.0.0.1:9"


@pytest.fixture
def scanner(settings) -> str:
    """The address of a real clamd; without one the test is skipped with the reason, or fails in CI."""
    address = os.environ.get("PASSERELLE_TEST_CLAMAV_URL", "")
    if not address:
        reason = "clamd is not there: python -m scripts.clamd start, and PASSERELLE_TEST_CLAMAV_URL"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(reason)
    settings.CLAMAV_URL = address
    return address


def infected(name: str = "plan.pdf") -> SimpleUploadedFile:
    """A sound PDF that carries the test file's words behind its end."""
    sound = pdf().read()
    return SimpleUploadedFile(name, sound + b"\n% " + EICAR, "application/pdf")


def attach(application: Application, upload: SimpleUploadedFile) -> Attachment:
    field = application.release.form.field("plan")
    return attachments.attach(application, application.applicant, field, upload)


@pytest.mark.clamav
def test_the_test_file_is_found_and_a_sound_file_is_not(scanner):
    assert clamd.scan(scanner, BytesIO(EICAR)).threat.startswith("Passerelle.Eicar")
    assert clamd.scan(scanner, BytesIO(b"Bonjour")).threat == ""
    assert clamd.scan(scanner, BytesIO(b"")).threat == ""


@pytest.mark.clamav
def test_what_clamd_does_not_take_is_no_verdict(scanner):
    with pytest.raises(clamd.ScannerDown):
        clamd.scan(scanner, BytesIO(bytes(8_000_000)))


@pytest.mark.clamav
@pytest.mark.django_db
def test_a_sound_file_can_be_opened_at_once(scanner, client, django_capture_on_commit_callbacks):
    draft = ApplicationFactory(complete=True)
    with django_capture_on_commit_callbacks(execute=True):
        attachment = attach(draft, pdf())
    attachment.refresh_from_db()
    assert attachment.scan == Attachment.Scan.CLEAN
    client.force_login(draft.applicant)
    assert client.get(reverse("applications:attachment", args=[attachment.pk])).status_code == 200


@pytest.mark.clamav
@pytest.mark.django_db
def test_an_infected_file_is_in_quarantine_shown_as_such_and_never_given_back(
    scanner, client, django_capture_on_commit_callbacks
):
    draft = ApplicationFactory(complete=True)
    with django_capture_on_commit_callbacks(execute=True):
        attachment = attach(draft, infected())
    attachment.refresh_from_db()
    assert attachment.scan == Attachment.Scan.QUARANTINE
    assert "Eicar" in attachment.threat
    client.force_login(draft.applicant)
    response = client.get(reverse("applications:attachment", args=[attachment.pk]))
    assert response.status_code == 403
    assert "quarantaine" in response.content.decode()
    page = client.get(reverse("applications:application", args=[draft.pk])).content.decode()
    assert "en quarantaine" in page
    draft = Application.objects.with_standing().get(pk=draft.pk)
    assert [problem.field_key for problem in remaining(draft)] == ["plan"]
    with pytest.raises(FileHeld):
        list(only_open([attachment]))


@pytest.mark.django_db
def test_while_clamd_is_down_a_file_is_kept_waiting_and_tried_again(
    settings, client, django_capture_on_commit_callbacks
):
    settings.CLAMAV_URL = NOBODY
    draft = ApplicationFactory(complete=True)
    with django_capture_on_commit_callbacks(execute=True):
        attachment = attach(draft, pdf())
    attachment.refresh_from_db()
    assert attachment.scan == Attachment.Scan.WAITING
    client.force_login(draft.applicant)
    response = client.get(reverse("applications:attachment", args=[attachment.pk]))
    assert response.status_code == 403
    assert "attend d’être analysé" in response.content.decode()
    queued = DBTaskResult.objects.filter(task_path__endswith="scan_attachment")
    assert queued.count() == 1
    scan_attachment.func(str(attachment.pk))
    assert queued.count() == 2
    assert queued.order_by("-run_after").first().run_after is not None
    assert scan_waiting() == (0, 1)
    assert not remaining(Application.objects.with_standing().get(pk=draft.pk))


@pytest.mark.clamav
@pytest.mark.django_db
def test_what_waited_is_analysed_once_clamd_is_back(scanner, settings, django_capture_on_commit_callbacks):
    settings.CLAMAV_URL = NOBODY
    draft = ApplicationFactory(complete=True)
    with django_capture_on_commit_callbacks(execute=True):
        attachment = attach(draft, infected())
    settings.CLAMAV_URL = scanner
    assert scan_waiting() == (1, 0)
    attachment.refresh_from_db()
    assert attachment.scan == Attachment.Scan.QUARANTINE


@pytest.mark.django_db
def test_without_a_scanner_nothing_waits(django_capture_on_commit_callbacks):
    draft = ApplicationFactory(complete=True)
    with django_capture_on_commit_callbacks(execute=True):
        attachment = attach(draft, pdf())
    attachment.refresh_from_db()
    assert attachment.scan == Attachment.Scan.NONE
    assert attachment.is_open
    assert examine(attachment.pk)


@pytest.mark.parametrize("url", ["http://x:1", "tcp://", "unix:///nowhere/clamd.ctl", "nonsense", NOBODY])
def test_an_address_that_leads_nowhere_is_a_scanner_that_is_down(url):
    with pytest.raises(clamd.ScannerDown):
        clamd.scan(url, BytesIO(b"x"), patience=1)
