"""A file that the antivirus holds is shown as such wherever it is named, and to nobody else."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from cms.applications import groups
from cms.applications.models import Application, Attachment
from cms.applications.papers import paper
from cms.applications.scanning import marks
from cms.applications.writing import attachments, thumbnails
from cms.applications.writing.submission import submit
from tests.applications.factories import ApplicationFactory, ProcedureFactory, UserFactory, agent, bundle, pdf

pytestmark = pytest.mark.django_db

Scan = Attachment.Scan
SAID = {Scan.WAITING: "en attente d’analyse", Scan.QUARANTINE: "en quarantaine"}


def picture(name: str = "serre.png") -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", (1200, 800), "#0b5563").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), "image/png")


def with_pictures() -> dict:
    """The procedure, with pictures asked for by themselves and in rows."""
    data = bundle()
    images = {"key": "images", "type": "images", "label": "Images du jardin"}
    row = {"key": "photo", "type": "file", "label": "Photo", "families": ["image"]}
    data["form"]["sections"][2]["fields"] += [
        images,
        {"key": "massifs", "type": "group", "label": "Massifs", "item": "Massif", "fields": [row]},
    ]
    return data


def held(scan: str, upload: SimpleUploadedFile | None = None, key: str = "plan", **traits) -> tuple:
    application = ApplicationFactory(complete=True, **traits)
    field = application.release.form.field(key)
    attachment = attachments.attach(application, application.applicant, field, upload or pdf())
    Attachment.objects.filter(pk=attachment.pk).update(scan=scan)
    attachment.refresh_from_db()
    return Application.objects.with_standing().get(pk=application.pk), attachment


def step(application: Application) -> str:
    return reverse("applications:step", args=[application.pk, "pieces"])


@pytest.mark.parametrize("scan", [Scan.WAITING, Scan.QUARANTINE])
@pytest.mark.parametrize("page", ["applications:step", "applications:review", "applications:application"])
def test_the_applicant_reads_at_the_file_that_it_is_held_and_why(client, scan, page):
    application, _attachment = held(scan)
    client.force_login(application.applicant)
    args = [application.pk, "pieces"] if page == "applications:step" else [application.pk]
    text = client.get(reverse(page, args=args)).content.decode()
    assert SAID[scan] in text
    assert "notre antivirus" in text


@pytest.mark.parametrize("scan", [Scan.NONE, Scan.CLEAN])
def test_nothing_is_said_at_a_file_that_is_open(client, scan):
    application, _attachment = held(scan)
    client.force_login(application.applicant)
    for url in (step(application), reverse("applications:review", args=[application.pk])):
        assert "file-mark" not in client.get(url).content.decode()


def test_an_image_that_is_held_says_so_at_the_step(client):
    data = with_pictures()
    application, _attachment = held(Scan.QUARANTINE, picture(), "images", procedure=ProcedureFactory(data=data))
    client.force_login(application.applicant)
    assert "en quarantaine" in client.get(step(application)).content.decode()


def test_a_page_asks_again_while_a_file_waits_later_each_time_and_then_no_more(client):
    application, attachment = held(Scan.WAITING)
    client.force_login(application.applicant)
    url = reverse("applications:attachment_state", args=[attachment.pk])
    assert f'hx-get="{url}?n=1" hx-trigger="load delay:4s"' in client.get(step(application)).content.decode()
    text = client.get(url, {"n": 1}).content.decode()
    assert f'hx-get="{url}?n=2" hx-trigger="load delay:8s"' in text
    last = client.get(url, {"n": len(marks.WAITS)}).content.decode()
    assert "en attente" in last
    assert "hx-get" not in last
    assert len(marks.WAITS) < 10
    for odd in ("", "x", "-1", "²", "9" * 50):
        assert client.get(url, {"n": odd}).status_code == 200


@pytest.mark.parametrize(("scan", "said"), [(Scan.QUARANTINE, "en quarantaine"), (Scan.CLEAN, "peut être ouvert")])
def test_the_page_that_asks_is_told_what_was_found_and_stops_asking(client, scan, said):
    application, attachment = held(scan)
    client.force_login(application.applicant)
    text = client.get(reverse("applications:attachment_state", args=[attachment.pk])).content.decode()
    assert said in text
    assert "hx-get" not in text


def test_who_may_not_see_a_file_is_told_nothing_of_it(client):
    _application, attachment = held(Scan.QUARANTINE)
    url = reverse("applications:attachment_state", args=[attachment.pk])
    assert client.get(url).status_code == 204
    client.force_login(UserFactory())
    response = client.get(url)
    assert (response.status_code, response.content) == (204, b"")


def sent(scan: str, upload: SimpleUploadedFile | None = None, key: str = "plan") -> tuple:
    groups.set_up()
    application, attachment = held(Scan.NONE, upload, key, procedure=ProcedureFactory(data=with_pictures()))
    if key == "images":
        application.answers["images"][0]["alt"] = "Une serre au soleil"
        application.save()
    application = submit(application, application.applicant)
    Attachment.objects.filter(pk=attachment.pk).update(scan=scan)
    attachment.refresh_from_db()
    return application, attachment


@pytest.mark.parametrize("scan", [Scan.WAITING, Scan.QUARANTINE])
def test_agents_and_the_paper_are_told_of_a_file_that_is_held(client, scan):
    application, _attachment = sent(scan)
    client.force_login(agent())
    page = client.get(reverse("applications_inbox:case", args=[application.pk])).content.decode()
    assert SAID[scan] in page
    printed = paper.print_document(application, application.submissions.get())
    assert SAID[scan] in printed.context["files"][0]["held"]
    # Made again once the state has changed: what went in is not the same.
    Attachment.objects.update(scan=Scan.CLEAN)
    assert paper.print_document(application, application.submissions.get()).context["files"][0]["held"] == ""


def test_agents_see_a_picture_small_with_what_it_shows(client):
    application, attachment = sent(Scan.NONE, picture(), "images")
    client.force_login(agent())
    page = client.get(reverse("applications_inbox:case", args=[application.pk])).content.decode()
    small = reverse("applications:attachment_thumbnail", args=[attachment.pk])
    assert f'<img src="{small}" alt="Une serre au soleil"' in page
    response = client.get(small)
    assert response["Content-Type"] == "image/webp"
    assert "private" in response["Cache-Control"]
    with Image.open(BytesIO(response.content)) as made:
        assert made.size == (thumbnails.SIDE, thumbnails.SIDE * 2 // 3)


@pytest.mark.parametrize(
    ("who", "scan", "upload", "status"),
    [
        ("applicant", Scan.NONE, picture, 200),
        ("agent", Scan.CLEAN, picture, 200),
        ("agent", Scan.WAITING, picture, 404),
        ("agent", Scan.QUARANTINE, picture, 404),
        ("other", Scan.NONE, picture, 404),
        ("nobody", Scan.NONE, picture, 302),
        ("agent", Scan.NONE, pdf, 404),
    ],
)
def test_who_may_see_the_small_view_of_what(client, who, scan, upload, status):
    application, attachment = sent(scan, upload(), "images" if upload is picture else "plan")
    people = {"applicant": lambda: application.applicant, "agent": agent, "other": UserFactory}
    if who in people:
        client.force_login(people[who]())
    assert client.get(reverse("applications:attachment_thumbnail", args=[attachment.pk])).status_code == status


def test_a_picture_that_is_gone_from_the_disk_is_no_error_of_the_server(client):
    application, attachment = sent(Scan.NONE, picture(), "images")
    attachment.file.storage.delete(attachment.file.name)
    client.force_login(application.applicant)
    assert client.get(reverse("applications:attachment_thumbnail", args=[attachment.pk])).status_code == 404
