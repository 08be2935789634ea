"""The outcome “publish”: one record an application, and nothing public that the procedure does not list."""

from io import BytesIO

import pytest
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from PIL import Image

from cms.accounts.models import User
from cms.applications.models import Application, Attachment
from cms.pages import moderation, publication
from cms.pages.models import RecordPage
from cms.snippets.models import Audience
from cms.workflows import engine, outbox
from cms.workflows.models import Case, Effect
from tests.accounts.factories import UserFactory
from tests.applications.factories import ApplicationFactory, ProcedureFactory, agent, bundle
from tests.pages.factories import CollectionPageFactory
from tests.snippets.factories import TerritoryFactory

pytestmark = [
    pytest.mark.django_db,
    # Wagtail 8.0 still asks Django 6.1 for a connection in its notifications, and leaves the files of renditions open.
    pytest.mark.filterwarnings("ignore:get_connection:django.utils.deprecation.RemovedInDjango2028Warning"),
    pytest.mark.filterwarnings("ignore:Unclosed file:ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

ANSWERS = {
    "nom": "Le jardin des roses",
    "courriel": "secret@exemple.fr",
    "resume": "Un jardin\npour essayer.",
    "acces": "Par le bus 4",
    "publics": ["lyceens"],
    "montant": "1200",
}


def procedure(*, live: bool = False):
    """A procedure whose last decision publishes; the e-mail address and the amount are for nobody else."""
    data = bundle(title_field="nom", summary_field="resume", published_fields=["nom", "acces", "publics", "photos"])
    fields = data["form"]["sections"][0]["fields"]
    fields += [
        {"key": "resume", "type": "longtext", "label": "Résumé"},
        {
            "key": "publics",
            "type": "choices",
            "label": "Pour qui ?",
            "choices": [{"value": "lyceens", "label": "Lycéens"}, {"value": "familles", "label": "Familles"}],
        },
    ]
    photos = next(field for field in data["form"]["sections"][2]["fields"] if field["key"] == "photos")
    photos["families"] = ["image"]
    accept = next(one for one in data["process"]["transitions"] if one["key"] == "accepter")
    accept["effects"] = [{"kind": "publish", "live": live}]
    return ProcedureFactory(data=data)


def application(made=None, **answers) -> Application:
    made = made or procedure()
    return ApplicationFactory(procedure=made, submitted=True, answers={**ANSWERS, **answers})


@pytest.fixture
def collection():
    moderation.set_up()
    return lambda made: CollectionPageFactory(procedure=made, title="Initiatives")


def decide(one: Application) -> User:
    """The agent accepts, and what that sets off is done."""
    deciding = agent()
    case = Case.objects.get(pk=one.case_id)
    engine.perform(case, "arbitrer", deciding)
    engine.perform(case, "accepter", deciding)
    outbox.run_case(case.pk)
    return deciding


def test_an_accepted_application_becomes_a_draft_that_waits_for_approval(collection, client):
    made = procedure()
    collection(made)
    one = application(made)

    deciding = decide(one)

    page = RecordPage.objects.get(application=one)
    assert not page.live
    assert page.title == "Le jardin des roses"
    assert page.summary == "Un jardin pour essayer."
    assert page.workflow_in_progress
    assert page.current_workflow_state.requested_by == deciding
    assert client.get(page.url).status_code == 404


def test_with_live_it_is_public_at_once(collection, client):
    made = procedure(live=True)
    collection(made)

    one = application(made)
    decide(one)

    page = RecordPage.objects.get(application=one)
    assert page.live
    assert "Par le bus 4" in client.get(page.url).content.decode()


def test_only_what_the_procedure_lists_is_public(collection, client):
    made = procedure(live=True)
    collection(made)
    one = application(made)
    decide(one)

    page = RecordPage.objects.get(application=one)
    everything = client.get(page.url).content.decode() + page.search_body() + str(page.get_latest_revision().content)

    assert [fact.value["label"] for fact in page.facts] == ["Comment y va-t-on ?", "Pour qui ?"]
    assert "secret@exemple.fr" not in everything
    assert one.applicant.email not in everything
    assert one.applicant.last_name not in everything
    assert "1200" not in everything


def test_the_public_reads_the_name_that_is_meant_for_it_and_a_masked_account(collection):
    data = bundle(title_field="nom", published_fields=["acces", "compte"])
    fields = data["form"]["sections"][0]["fields"]
    fields.append({"key": "compte", "type": "iban", "label": "Votre compte", "public_label": "Compte"})
    made = ProcedureFactory(data=data)
    collection(made)
    one = ApplicationFactory(procedure=made, answers={**ANSWERS, "compte": "FR7630006000011234567890189"})

    page = publication.publish(one, live=True, actor=None)

    facts = {fact.value["label"]: fact.value["value"] for fact in page.facts}
    assert list(facts) == ["Comment y va-t-on ?", "Compte"]
    assert facts["Compte"].endswith("189") and "3456" not in facts["Compte"].replace("\u202f", "")
    assert "30006" not in page.search_body().replace("\u202f", "")


def test_an_answer_that_is_not_on_the_list_is_published_in_its_words(collection):
    data = bundle(title_field="nom", published_fields=["lieux"])
    fields = data["form"]["sections"][0]["fields"]
    fields.append({"key": "lieux", "type": "choices", "label": "Lieux", "choices": ["École", "Club"], "other": True})
    made = ProcedureFactory(data=data)
    collection(made)
    one = ApplicationFactory(
        procedure=made, answers={**ANSWERS, "lieux": ["Club", {"code": "_other", "text": "Un parc"}]}
    )

    page = publication.publish(one, live=True, actor=None)

    assert [fact.value["value"] for fact in page.facts] == ["Club, Autre\u00a0: Un parc"]


def test_a_hidden_answer_stays_hidden_even_when_listed(collection):
    data = bundle(title_field="nom", published_fields=["montant"])
    made = ProcedureFactory(data=data)
    collection(made)
    one = ApplicationFactory(procedure=made, answers={**ANSWERS, "aide": False})

    page = publication.publish(one, live=True, actor=None)

    assert list(page.facts) == []


def test_published_twice_it_is_one_page(collection):
    made = procedure()
    collection(made)
    one = application(made)

    first = publication.publish(one, live=False, actor=agent())
    second = publication.publish(one, live=False, actor=agent())

    assert first.pk == second.pk
    assert RecordPage.objects.filter(application=one).count() == 1


def test_a_draft_that_is_published_later_goes_live_as_it_was_edited(collection):
    made = procedure()
    collection(made)
    one = application(made)
    page = publication.publish(one, live=False, actor=None)
    page.title = "Titre corrigé"
    page.save_revision()

    page = publication.publish(one, live=True, actor=None)

    assert page.live
    assert page.title == "Titre corrigé"


def test_two_applications_of_the_same_name_have_two_addresses(collection):
    made = procedure()
    collection(made)

    pages = [publication.publish(application(made), live=True, actor=None) for _number in range(2)]

    assert pages[0].slug == "le-jardin-des-roses"
    assert pages[1].slug == "le-jardin-des-roses-2"


def test_territory_and_audiences_follow(collection):
    lyceens = Audience.objects.get_or_create(slug="lyceens", defaults={"name": "Lycéens"})[0]
    made = procedure()
    collection(made)
    one = application(made)
    territory = TerritoryFactory()
    Application.objects.filter(pk=one.pk).update(territory=territory)
    one.refresh_from_db()

    page = publication.publish(one, live=True, actor=None)

    assert page.territory == territory
    assert list(page.audiences.all()) == [lyceens]


def photo(owner: Application, content: bytes) -> Attachment:
    """A photograph that was sent with an application."""
    made = Attachment(
        application=owner,
        field_key="photos",
        name="photo.jpg",
        content_type="image/jpeg",
        size=len(content),
        sha256="0" * 64,
    )
    made.file.save("photo.jpg", ContentFile(content))
    return made


def answer(attachment: Attachment) -> list[dict[str, object]]:
    return [{"id": str(attachment.pk), "name": "photo.jpg", "size": attachment.size, "type": "image/jpeg"}]


def test_a_photograph_is_public_without_what_it_tells_of_its_author(collection):
    made = procedure()
    collection(made)
    one = application(made)
    exif = Image.Exif()
    exif[0x013B] = "Autrice Secrète"
    one.answers = {**one.answers, "photos": answer(photo(one, _jpeg(exif)))}

    page = publication.publish(one, live=True, actor=None)

    with page.image.file.open("rb") as file, Image.open(file) as public:
        assert dict(public.getexif()) == {}
    assert [fact.value["label"] for fact in page.facts] == ["Comment y va-t-on ?", "Pour qui ?"]


def test_a_video_is_a_link_that_opens_and_a_file_that_downloads(collection, client):
    data = bundle(title_field="nom", published_fields=["film"])
    data["form"]["sections"][0]["fields"].append({"key": "film", "type": "video", "label": "Le film"})
    made = ProcedureFactory(data=data)
    collection(made)
    one = application(made)
    film = Attachment(application=one, field_key="film", name="film.mp4", content_type="video/mp4", size=4, sha256="0")
    film.file.save("film.mp4", ContentFile(b"film"))
    address = "https://vimeo.com/123"
    one.answers = {**one.answers, "film": {"link": address, "files": answer(film)}}

    page = publication.publish(one, live=True, actor=None)

    assert [(fact.value["kind"], fact.value["label"]) for fact in page.facts] == [
        ("video", "Le film"),
        ("file", "Le film"),
    ]
    shown = client.get(page.url).content.decode()
    assert f'href="{address}"' in shown
    assert "film.mp4" in shown


def test_a_file_of_another_application_is_never_published(collection):
    made = procedure()
    collection(made)
    other, one = application(made), application(made)
    one.answers = {**one.answers, "photos": answer(photo(other, _jpeg(Image.Exif())))}

    page = publication.publish(one, live=True, actor=None)

    assert page.image is None


def test_without_a_collection_the_effect_fails_with_a_clear_word():
    made = procedure()
    one = application(made)

    decide(one)

    effect = Effect.objects.get(kind="publish")
    assert effect.state != Effect.State.DONE
    assert "Aucune page de collection" in effect.error
    assert not RecordPage.objects.exists()


def test_the_effect_refuses_another_parameter_than_yes_or_no():
    assert publication.check({"live": True}) is None
    assert publication.check({}) is None
    assert publication.check({"live": "peut-être"})


def test_another_person_approves_and_the_page_is_public(collection, client):
    made = procedure()
    collection(made)
    one = application(made)
    decide(one)
    page = RecordPage.objects.get(application=one)
    reviewer = UserFactory()
    reviewer.groups.add(Group.objects.get(name=moderation.REVIEWERS))

    state = page.current_workflow_task_state
    state.task.specific.on_action(state, reviewer, "approve")

    page.refresh_from_db()
    assert page.live
    assert client.get(page.url).status_code == 200


def _jpeg(exif: Image.Exif) -> bytes:
    made = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(made, "JPEG", exif=exif)
    return made.getvalue()
