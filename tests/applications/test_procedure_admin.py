"""An editor sets up a procedure in the admin and sees it work at once."""

import re

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from cms.applications import groups
from cms.applications.admin.procedure_places import Places
from cms.applications.exchange import bundles
from cms.applications.models import Application, Procedure
from cms.applications.publication import releases
from cms.applications.writing import drafts
from cms.forms import operations as form_operations
from cms.workflows import engine
from tests.applications import visit
from tests.forms.admin_post import posted as posted_form
from tests.forms.admin_post import raw
from tests.workflows.test_admin import posted as posted_process
from tests.workflows.test_admin import url as process_url

pytestmark = pytest.mark.django_db

NEVER = {"match": "all", "rows": [], "advanced": ""}


@pytest.fixture
def editor(client):
    groups.set_up()
    for name in ("Agents", "Comité"):
        visit.person(name)
    person = visit.person("Éditeurs")
    client.force_login(person)
    return person


@pytest.fixture
def procedure(editor) -> Procedure:
    return visit.publish()


def edit_url(procedure: Procedure) -> str:
    return reverse("procedures_admin:edit", args=[procedure.pk])


def screen(client, procedure: Procedure):
    """What the browser would post back of the screen, free to be changed."""
    return querydict_from_html(client.get(edit_url(procedure)).content.decode(), form_id="w-editor-form")


def save(client, procedure: Procedure, *, publish: bool = True, **changes):
    data = screen(client, procedure)
    data.pop("action-publish", None)
    for name, value in changes.items():
        data.setlist(name, value) if isinstance(value, list) else data.__setitem__(name, value)
    if publish:
        data["action-publish"] = "1"
    return client.post(edit_url(procedure), dict(data.lists()), follow=True)


def next_application(procedure: Procedure) -> Application:
    procedure.refresh_from_db()
    return drafts.start(procedure, visit.person())


def edit_form(client, procedure: Procedure, change):
    """Change the form's raw body in its own screen, and publish it there."""
    definition = procedure.form
    body, rules = raw(definition)
    change(body)
    url = reverse("wagtailsnippets_cms_forms_formdefinition:edit", args=[definition.pk])
    response = client.post(url, posted_form(definition, body, rules) | {"action-publish": "1"})
    assert response.status_code == 302


def test_saving_the_screen_as_it_is_changes_nothing(client, procedure):
    before = bundles.dump(procedure)
    response = save(client, procedure)
    assert response.status_code == 200
    assert bundles.dump(Procedure.objects.get()) == before
    assert procedure.releases.count() == 1


def test_a_label_changed_in_the_form_is_what_the_next_applicant_reads(client, procedure):
    old = next_application(procedure)

    def rename(body):
        body[0]["value"]["fields"][0]["value"]["label"] = "Comment s’appelle la visite ?"

    edit_form(client, procedure, rename)
    new = next_application(procedure)
    assert new.release.form.field("titre").label == "Comment s’appelle la visite ?"
    client.force_login(new.applicant)
    page = client.get(reverse("applications:step", args=[new.pk, "projet"])).content.decode()
    assert "Comment s’appelle la visite" in page
    client.force_login(old.applicant)
    old.refresh_from_db()
    assert old.release == new.release
    assert (
        "Comment s’appelle la visite"
        in client.get(reverse("applications:step", args=[old.pk, "projet"])).content.decode()
    )


def test_a_question_added_to_the_form_is_asked_of_the_next_applicant(client, procedure):
    def add(body):
        question = {"label": "Quelle classe ?", "help": "", "key": "", "required": True}
        question |= {"show_when": NEVER, "required_when": NEVER, "max_length": 200}
        body[0]["value"]["fields"].append({"type": "text", "id": "", "value": question})

    edit_form(client, procedure, add)
    new = next_application(procedure)
    assert "Quelle classe ?" in [field.label for field in new.release.form.fields]
    client.force_login(new.applicant)
    assert "Quelle classe" in client.get(reverse("applications:step", args=[new.pk, "projet"])).content.decode()


def test_a_step_added_to_the_process_is_on_the_way_of_the_next_application(client, procedure):
    data = posted_process(
        procedure.process,
        nodes=[{"label": "Visite sur place", "kind": "task"}],
        transitions=[
            {"label": "Aller voir", "source": "lecture", "target": "Visite sur place", "roles": ["agent"]},
            {"label": "Vu", "source": "visite-sur-place", "target": "comite", "roles": ["agent"]},
        ],
    )
    response = client.post(process_url("edit", procedure.process_id), data | {"action-publish": "action-publish"})
    assert response.status_code == 302
    procedure.refresh_from_db()
    submitted = visit.application(procedure)
    agent = visit.person("Agents")
    engine.perform(submitted.case, "aller-voir", agent)
    assert submitted.case.node == "visite-sur-place"
    client.force_login(agent)
    assert "Visite sur place" in client.get(reverse("applications_inbox:case", args=[submitted.pk])).content.decode()


def test_a_message_rewritten_on_the_screen_is_the_one_that_leaves(client, procedure, mailoutbox):
    response = save(client, procedure, **{"messages-0-subject": "C’est bien arrivé : {title}"})
    assert response.status_code == 200
    procedure.refresh_from_db()
    assert procedure.current_release.number == 2
    visit.settle(visit.application(procedure))
    assert mailoutbox[0].subject == "C’est bien arrivé : Une matinée à la fonderie"


def test_saving_without_publishing_changes_nothing_for_applicants_and_says_so(client, procedure):
    response = save(client, procedure, publish=False, title="Un titre en cours")
    procedure.refresh_from_db()
    assert (procedure.title, procedure.current_release.settings["title"]) == (
        "Un titre en cours",
        "Aide aux visites d’entreprise",
    )
    assert not releases.is_current(procedure)
    page = client.get(edit_url(procedure)).content.decode()
    assert response.status_code == 200
    assert "procedure-state" in page


def test_a_faulty_text_is_saved_not_published_and_the_fault_is_named_with_a_link(client, procedure):
    response = save(client, procedure, **{"messages-0-body": "Bonjour {nom}"})
    text = response.content.decode()
    assert "{nom}" in text
    assert re.search(r'href="#tab-[a-z]+"', text)
    procedure.refresh_from_db()
    assert procedure.current_release.number == 1
    assert procedure.messages.first().body == "Bonjour {nom}"


def test_the_fields_of_the_form_are_offered_and_never_typed(client, procedure):
    form = client.get(edit_url(procedure)).context["form"]
    assert [value for value, _label in form.fields["territory_field"].choices] == ["", "communes"]
    assert ("resume", "En deux phrases") in form.fields["published_fields"].choices
    to = form.formsets["messages"].forms[0].fields["to"].choices
    assert [value for value, _label in to] == ["applicant", "role:agent", "role:comite"]


def test_a_published_field_that_the_form_lost_stays_on_the_list(client, procedure):
    procedure.published_fields = ["resume", "disparu"]
    procedure.save()
    save(client, procedure, publish=False)
    procedure.refresh_from_db()
    assert procedure.published_fields == ["resume", "disparu"]


def test_published_fields_keep_their_order(client, procedure):
    procedure.published_fields = ["communes", "resume"]
    procedure.save()
    save(client, procedure, publish=False, published_fields=["titre", "resume", "communes"])
    procedure.refresh_from_db()
    assert procedure.published_fields == ["communes", "resume", "titre"]


def test_a_procedure_is_made_from_nothing(client, procedure):
    empty = {f"{name}-{part}": "0" for name in ("messages", "documents") for part in ("TOTAL_FORMS", "INITIAL_FORMS")}
    data = empty | {
        "title": "Accueillir un Orientibus",
        "slug": "orientibus",
        "form": procedure.form_id,
        "process": procedure.process_id,
    }
    response = client.post(reverse("procedures_admin:add"), data)
    made = Procedure.objects.get(slug="orientibus")
    assert response["Location"] == edit_url(made)
    # Its process sends messages that it does not have: the screen says which.
    page = client.get(edit_url(made)).content.decode()
    assert "recu" in page
    assert made.current_release is None


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Accueillir l’Orientibus à Ancenis", "accueillir-lorientibus-a-ancenis"),
        ("Aide aux visites", "aide-aux-visites-2"),
        ("—", None),
    ],
)
def test_a_procedure_without_a_short_name_takes_one_from_its_title(client, procedure, title, expected):
    procedure.slug = "aide-aux-visites"
    procedure.save()
    empty = {f"{name}-{part}": "0" for name in ("messages", "documents") for part in ("TOTAL_FORMS", "INITIAL_FORMS")}
    data = empty | {"title": title, "slug": "", "form": procedure.form_id, "process": procedure.process_id}
    response = client.post(reverse("procedures_admin:add"), data)
    made = Procedure.objects.exclude(pk=procedure.pk)
    if expected:
        assert [one.slug for one in made] == [expected]
    else:
        assert response.context["form"].errors["slug"] == ["Écrivez un nom court : ce titre n’en donne aucun."]
        assert not made


def test_a_calendar_that_ends_before_it_begins_is_refused_in_words(client, procedure):
    response = save(client, procedure, opens_at="2026-05-02 10:00", closes_at="2026-05-01 10:00")
    assert response.context["form"].errors
    procedure.refresh_from_db()
    assert procedure.opens_at is None


def test_the_list_shows_what_is_published_with_few_queries(client, procedure, django_assert_max_num_queries):
    url = reverse("procedures_admin:index")
    client.get(url)
    with django_assert_max_num_queries(12):
        text = client.get(url).content.decode()
    assert "Aide aux visites d’entreprise" in text


@pytest.mark.parametrize(
    ("names", "may_open", "may_publish"),
    [
        (["Éditeurs"], True, True),
        (["Agents"], False, False),
        (["Comité"], False, False),
        (["Relecteurs"], False, False),
    ],
)
def test_who_may_edit_and_publish(client, procedure, names, may_open, may_publish):
    client.force_login(visit.person(*names))
    assert (client.get(edit_url(procedure)).status_code == 200) is may_open
    Procedure.objects.update(title="Un autre titre")
    client.post(reverse("procedures_admin:impact", args=[procedure.pk]))
    procedure.refresh_from_db()
    assert (procedure.current_release.number == 2) is may_publish


def test_publishing_with_drafts_under_way_shows_first_what_it_changes(client, procedure):
    draft = next_application(procedure)
    response = save(client, procedure, summary="Une aide, un bus, une classe.")
    assert response.redirect_chain[-1][0] == reverse("procedures_admin:impact", args=[procedure.pk])
    page = response.content.decode()
    assert "1 brouillon passe à la nouvelle version" in page
    assert "Une aide, un bus, une classe." in page
    assert procedure.releases.count() == 1
    response = client.post(response.redirect_chain[-1][0], follow=True)
    assert "Version 2" in response.content.decode()
    draft.refresh_from_db()
    assert draft.release.number == 2


def test_only_those_who_may_publish_confirm_what_publication_changes(client, procedure):
    url = reverse("procedures_admin:impact", args=[procedure.pk])
    client.force_login(visit.person("Agents"))
    assert client.get(url).status_code in (302, 403)
    assert client.post(url).status_code in (302, 403)
    assert procedure.releases.count() == 1


def test_a_fault_leads_to_the_very_question_in_the_editor(client, procedure):
    definition = procedure.form
    body, rules = raw(definition)
    body[0]["value"]["fields"][1]["value"]["label"] = "Question"
    url = reverse("wagtailsnippets_cms_forms_formdefinition:edit", args=[definition.pk])
    page = client.post(url, posted_form(definition, body, rules), follow=True).content.decode()
    block = body[0]["value"]["fields"][1]["id"]
    assert f"#block-{block}-section" in page
    assert f"#block-{block}-section" in client.get(edit_url(procedure)).content.decode()
    refused = client.post(url, posted_form(definition, body, rules) | {"action-publish": "1"})
    assert refused.status_code == 200
    assert "ne dit pas ce qui est demand" in refused.content.decode()
    assert definition.versions.count() == 1


def test_what_partners_cannot_be_shown_leads_to_their_question_in_the_editor(client, procedure):
    data = visit.bundle()
    partners = {"key": "aidants", "type": "partners", "label": "Partenaires", "confirmation_text": "Nous aidons."}
    data["form"]["sections"][0]["fields"].append(partners | {"confirmation_fields": ["aidants"]})
    made = bundles.load(data, publish=False)
    blocks = form_operations.draft_of(made.form).body.stream_block.get_prep_value(
        form_operations.draft_of(made.form).body
    )
    place = Places(made)
    [fault] = [one for one in releases.draft_faults(made) if one.part == "field"]
    assert place.of(fault).endswith(f"#block-{blocks[0]['value']['fields'][-1]['id']}-section")
    assert place.of(fault) in client.get(edit_url(made)).content.decode()


def test_personal_data_need_a_retention(client, procedure):
    data = visit.bundle()
    data["form"]["sections"][0]["fields"].append({"key": "qui", "type": "email", "label": "Quelle adresse ?"})
    bundles.load(data, publish=False)
    page = save(client, procedure).content.decode()
    assert "id_retention_months" in page
    assert procedure.releases.count() == 1
    save(client, procedure, retention_months="24")
    assert procedure.releases.count() == 2
    assert procedure.releases.first().settings["retention_months"] == 24
