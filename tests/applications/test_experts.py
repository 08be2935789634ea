"""Experts on applications: the mail, the page behind the link, what is read of it and by whom, the agent's screens."""

import re
import uuid
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from cms.applications import groups
from cms.applications.exchange import bundles
from cms.applications.expertise import asking, links, shown, views
from cms.applications.models import Application, Attachment
from cms.applications.publication import releases, trials
from cms.applications.signed import tokens
from cms.applications.writing import submission
from cms.forms import operations as forms
from cms.forms.models import FormDefinition, FormVersion
from cms.forms.spec import Form
from cms.workflows import clock, engine, outbox
from cms.workflows.expertise.refusals import AskingRefused
from cms.workflows.models import Case, OpinionRequest, ProcessDefinition
from tests.applications.experts import PERSON, YES, application, data, fresh
from tests.applications.factories import ApplicationFactory, ProcedureFactory, UserFactory, agent
from tests.workflows.experts import FORM

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_count():
    """What is counted in one test does not count in the next; agents may enter the admin."""
    cache.clear()
    groups.set_up()


def asked(one=None, **settings) -> OpinionRequest:
    one = one or application(**settings)
    return asking.ask(one, agent(), **PERSON)


def in_group(name):
    person = UserFactory(is_staff=True)
    group = Group.objects.get_or_create(name=name)[0]
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    person.groups.add(group)
    return person


def page(request):
    return reverse("applications:expert", args=[links.token(request)])


def sent_mails(one) -> list[str]:
    outbox.run_case(one.case_id)
    return [f"{message.to[0]}: {message.subject}\n{message.body}" for message in mail.outbox]


def words(response) -> str:
    return re.sub(r"[\u00a0\u202f]", " ", response.content.decode())


def test_the_mail_says_who_asks_what_until_when_and_who_reads(client):
    request = asked(confidential=True, shows=["nom", "lieu"])
    (text,) = sent_mails(request)
    said = re.sub(r"[\u00a0\u202f]", " ", text)
    day = timezone.localtime(request.due_at)
    for part in ("ana@fonderie", str(request.asked_by), "Le jardin des roses", "Merci !", f"{day.day} ", "Agents"):
        assert part in said
    address = re.search(r"https?://\S+", text).group()
    assert "Le jardin des roses" in words(client.get(address))


def test_an_expert_reads_what_the_step_shows_and_no_more(client):
    request = asked(shows=["nom", "lieu"])
    Application.objects.update(answers={"nom": "Les roses", "courriel": "secret@exemple.fr", "acces": "Bus 12"})
    text = words(client.get(page(request)))
    assert "Les roses" in text
    assert "Bus 12" in text
    assert "secret@exemple.fr" not in text
    assert request.case.subject.applicant.email not in text


def test_without_a_word_of_the_step_no_personal_data_and_no_file_is_shown():
    form = bundles.dump(ProcedureFactory()).get("form")
    assert shown.keys(Form.from_json(form), ()) == {"communes", "acces"}
    assert shown.keys(Form.from_json(form), ["projet"]) == {"nom", "aide", "montant"}
    assert shown.keys(Form.from_json(form), ["courriel", "pieces"]) == {"courriel", "plan", "photos"}


def test_the_page_is_private_and_sets_no_cookie_before_the_form(client):
    request = asked()
    response = client.get(page(request))
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "same-origin"
    assert "no-store" in response["Cache-Control"]
    assert set(response.cookies) <= {"csrftoken"}
    dead = client.get(reverse("applications:expert", args=["n-importe-quoi"]))
    assert (dead.status_code, set(dead.cookies)) == (410, set())


def test_the_opinion_is_checked_kept_and_sent_once(client):
    request = asked()
    address = page(request)
    refused = client.post(address, {"_field": ["juste"], "juste": "non", "do": "send"})
    assert refused.status_code == 422
    assert "Qu’est-ce qui ne va pas" in words(refused)
    assert fresh(request).draft == {"juste": False}
    kept = client.post(address, {"_field": ["juste", "pourquoi"], "juste": "non", "pourquoi": "Tout.", "do": "draft"})
    assert kept.status_code == 302
    assert "Tout." in words(client.get(kept["Location"]))
    assert client.post(address, {"do": "send"}).status_code == 302
    assert fresh(request).answers == {"juste": False, "pourquoi": "Tout."}
    assert "Tout." in words(client.get(address))
    again = client.post(address, YES)
    assert again.status_code == 200
    assert fresh(request).answers == {"juste": False, "pourquoi": "Tout."}
    assert Case.objects.get().journal.filter(data__expertise="received").count() == 1


def test_a_second_press_at_the_same_time_finds_the_first(client, monkeypatch):
    request = asked()
    opened = links.read(links.token(request))
    client.post(page(request), YES)
    monkeypatch.setattr(views.links, "read", lambda token: opened)
    assert client.post(page(request), YES).status_code == 302
    assert client.post(page(request), {"do": "decline"}).status_code == 302
    assert fresh(request).declined_at is None


def test_an_expert_declines_with_a_word(client):
    request = asked()
    client.post(page(request), {"do": "decline", "reason": "Je connais la classe."})
    assert fresh(request).reason == "Je connais la classe."
    assert "vous ne donnez pas d’avis" in words(client.get(page(request)))
    (news,) = sent_mails(request)
    assert news.startswith(f"{request.asked_by.email}: Dossier JARDIN")
    assert "Je connais" not in news


def test_a_link_that_is_revoked_over_or_left_behind_opens_nothing(client):
    one = application()
    by = agent()
    revoked, late, left = (asking.ask(one, by, **PERSON | {"email": f"{n}@exemple.fr"}) for n in range(3))
    asking.revoke(one, by, revoked.pk)
    OpinionRequest.objects.filter(pk=late.pk).update(due_at=timezone.now() - timedelta(minutes=1))
    engine.perform(Case.objects.get(), "arbitrer", by)
    for request in (revoked, late, left):
        for response in (client.get(page(request)), client.post(page(request), YES)):
            assert response.status_code == 410
            assert "roses" not in words(response)
        assert fresh(request).received_at is None


def test_another_persons_link_and_a_made_up_one_open_nothing_of_it(client):
    mine = asked()
    other = asking.ask(mine.case.subject, mine.asked_by, **PERSON | {"email": "jo@exemple.fr", "name": "Jo Roy"})
    assert "Ana Petit" not in words(client.get(page(other)))
    token = links.token(mine)
    wrong = [token[:-1], token + "x", token.replace(":", ";"), str(mine.pk), "é", "a" * 4000]
    wrong.append(tokens.sign(mine.pk, "cms.applications.commitments"))
    for value in wrong:
        assert client.get(reverse("applications:expert", args=[value])).status_code in (404, 410, 414)


@pytest.mark.parametrize(
    "typed",
    [
        {},
        {"do": "n-importe-quoi"},
        {"do": "send", "juste": ["oui", "non"], "_field": ["juste"]},
        {"do": "send", "_field": ["inconnu", "juste"], "juste": "x" * 100_000},
        {"do": "decline", "reason": "x" * 50_000},
        {"do": "draft", "_field": ["pourquoi"], "pourquoi": "<script>alert(1)</script>" * 500},
        {"do": "send", "_action": "add:juste", "go": "add:inconnu", "_field": ["juste"]},
    ],
)
def test_no_post_breaks_the_page(client, typed):
    request = asked()
    response = client.post(page(request), typed)
    assert response.status_code in (200, 302, 422)
    assert "<script>alert" not in words(response)
    address = reverse("applications:expert_questions", args=[links.token(request), "avis"])
    assert client.post(address, typed).status_code in (200, 404)


def test_a_section_comes_again_with_what_its_answers_call_for(client):
    request = asked()
    address = reverse("applications:expert_questions", args=[links.token(request), "avis"])
    assert "pourquoi" not in words(client.get(page(request)))
    assert "f-pourquoi" in words(client.post(address, {"_field": ["juste"], "juste": "non"}))
    assert fresh(request).draft == {}
    assert client.get(address).status_code == 405
    unknown = reverse("applications:expert_questions", args=[links.token(request), "inconnu"])
    assert client.post(unknown).status_code == 404


def test_too_many_visits_and_writes_are_sent_away(client, monkeypatch):
    request = asked()
    monkeypatch.setattr(views, "WRITES_A_LINK", 2)
    assert [client.post(page(request), {"do": "draft"}).status_code for _n in range(3)] == [302, 302, 429]
    monkeypatch.setattr(views, "PAGES_AN_ORIGIN", 4)
    assert [client.get(page(request)).status_code for _n in range(2)] == [200, 429]


def test_a_file_is_read_only_when_the_step_shows_it(client):
    one = application(shows=["plan"])
    request = asked(one)
    for key in ("plan", "photos"):
        made = Attachment(application=one, field_key=key, name=f"{key}.pdf", content_type="application/pdf", size=3)
        made.file.save(f"{key}.pdf", ContentFile(b"%PDF"))
        Application.objects.filter(pk=one.pk).update(
            answers=Application.objects.get(pk=one.pk).answers | {key: [made.as_answer()]}
        )
    got = {}
    for attachment in Attachment.objects.all():
        address = reverse("applications:expert_file", args=[links.token(request), attachment.pk])
        got[attachment.field_key] = client.get(address).status_code
    assert got == {"plan": 200, "photos": 404}
    none = reverse("applications:expert_file", args=[links.token(request), uuid.uuid4()])
    assert client.get(none).status_code == 404


def test_agents_ask_remind_revoke_and_read_on_the_page_of_the_case(client):
    one, by = application(), agent()
    client.force_login(by)
    case_page = reverse("applications_inbox:case", args=[one.pk])
    ask_page = reverse("applications_inbox:expert_ask", args=[one.pk])
    assert client.get(ask_page).status_code == 200
    for wrong in ({}, {"name": "A", "email": "x"}, {"name": "x" * 300, "email": "a@b.fr"}):
        assert client.post(ask_page, wrong).status_code == 422
    assert client.post(ask_page, PERSON).status_code == 302
    assert client.post(ask_page, PERSON).status_code == 422
    request = OpinionRequest.objects.get()
    text = words(client.get(case_page))
    assert "0 avis reçu sur 2" in text
    assert "Fonderie Roy" in text
    assert client.post(reverse("applications_inbox:expert_remind", args=[one.pk, request.pk])).status_code == 302
    assert fresh(request).reminders == 0
    OpinionRequest.objects.update(sent_at=timezone.now() - timedelta(hours=2))
    client.post(reverse("applications_inbox:expert_remind", args=[one.pk, request.pk]))
    assert fresh(request).reminders == 1
    read = reverse("applications_inbox:expert_opinion", args=[one.pk, request.pk])
    assert client.get(read).status_code == 404
    client.post(page(request), YES)
    assert "1 avis reçu sur 2" in words(client.get(case_page))
    assert "Le métier est-il montré" in words(client.get(read))
    assert "Avis reçu de Ana Petit" in words(client.get(case_page))
    revoke = reverse("applications_inbox:expert_revoke", args=[one.pk, request.pk])
    assert client.get(revoke).status_code == 200
    assert client.post(revoke).status_code == 302
    assert "0 avis reçu sur 2" in words(client.get(case_page))
    assert client.get(page(request)).status_code == 410


def test_those_who_have_no_part_find_no_expert(client):
    request = asked()
    one = request.case.subject
    client.post(page(request), YES)
    names = ["case", "expert_ask"], ["expert_opinion", "expert_revoke", "expert_remind"]
    addresses = [reverse(f"applications_inbox:{name}", args=[one.pk]) for name in names[0]]
    addresses += [reverse(f"applications_inbox:{name}", args=[one.pk, request.pk]) for name in names[1]]
    for person in (one.applicant, UserFactory(is_staff=True)):
        client.force_login(person)
        for address in addresses:
            assert client.get(address).status_code in (302, 403, 404, 405)
            assert client.post(address, PERSON).status_code in (302, 403, 404, 405)
        with pytest.raises(PermissionDenied):
            asking.ask(one, person, **PERSON | {"email": "jo@exemple.fr"})
    assert OpinionRequest.objects.filter(revoked_at=None).count() == 1


def test_a_confidential_opinion_is_hidden_from_the_other_roles(client):
    made = data(confidential=True, read_by=["chef"])
    made["process"]["roles"].append({"key": "chef", "label": "Chef de service", "finder": "group", "group": "Chefs"})
    made["process"]["transitions"][3]["roles"].append("chef")
    forms.load(FORM)
    one = ApplicationFactory(procedure=ProcedureFactory(data=made), submitted=True)
    request = asked(Application.objects.with_standing().get(pk=one.pk))
    client.post(page(request), {"do": "send", "_field": ["juste", "pourquoi"], "juste": "non", "pourquoi": "Secret."})
    read = reverse("applications_inbox:expert_opinion", args=[one.pk, request.pk])
    got = {}
    for name, person in {"agent": request.asked_by, "chief": in_group("Chefs")}.items():
        client.force_login(person)
        got[name] = client.get(read).status_code
        assert "Secret." not in words(client.get(reverse("applications_inbox:case", args=[one.pk])))
    assert got == {"agent": 404, "chief": 200}
    engine.perform(Case.objects.get(), "arbitrer", request.asked_by)
    client.force_login(one.applicant)
    assert "Secret." not in words(client.get(reverse("applications:application", args=[one.pk])))
    assert not any("Secret" in text for text in sent_mails(request))


def test_the_applicant_reads_an_open_opinion_once_the_step_is_over(client):
    request = asked()
    one = request.case.subject
    client.post(page(request), {"do": "send", "_field": ["juste", "pourquoi"], "juste": "non", "pourquoi": "Trop sec."})
    client.force_login(one.applicant)
    address = reverse("applications:application", args=[one.pk])
    assert "Trop sec." not in words(client.get(address))
    engine.perform(Case.objects.get(), "arbitrer", request.asked_by)
    assert "Trop sec." in words(client.get(address))


def test_the_clock_reminds_by_mail_and_tells_the_agent_when_it_is_over():
    request = asked()
    sent_mails(request)
    clock.run(request.due_at - timedelta(days=1))
    clock.run(request.due_at + timedelta(hours=1))
    OpinionRequest.objects.update(due_at=timezone.now() + timedelta(days=1))
    reminder, over = sent_mails(request)[1:]
    assert reminder.startswith(f"{PERSON['email']}: Rappel")
    assert over.startswith(request.asked_by.email)


def test_mails_are_not_sent_without_end(monkeypatch):
    one, by = application(), agent()
    monkeypatch.setattr(asking, "MAILS_A_DAY", 1)
    asking.ask(one, by, **PERSON)
    with pytest.raises(AskingRefused):
        asking.ask(one, by, **PERSON | {"email": "jo@exemple.fr"})


def test_a_bundle_carries_the_form_and_comes_back_the_same():
    one = application(confidential=True)
    procedure = one.release.procedure
    written = bundles.dump(procedure)
    assert [form["key"] for form in written["opinion_forms"]] == ["avis"]
    assert "edition" not in str(written["process"])
    assert [one for one in bundles.check(written) if one.refuses] == []
    bundles.load(written)
    assert procedure.releases.count() == 1
    assert bundles.of_release(one.release)["opinion_forms"] == written["opinion_forms"]
    changed = written | {"opinion_forms": [{**FORM, "name": "Autre avis"}]}
    bundles.load(changed)
    assert procedure.releases.count() == 2
    assert FormDefinition.objects.get(key="avis").name == "Autre avis"
    bad = written | {"opinion_forms": [{"key": "avis"}, written["form"]]}
    assert {"opinion_forms.jardin"} <= {one.place for one in bundles.check(bad)}


def test_a_procedure_is_current_until_the_form_for_experts_changes():
    one = application()
    procedure = one.release.procedure
    assert releases.is_current(procedure)
    forms.load({**FORM, "name": "Autre"})
    assert not releases.is_current(procedure)
    releases.publish(procedure)
    procedure.refresh_from_db()
    assert releases.is_current(procedure)
    assert Case.objects.get().process_version.graph != ProcessDefinition.objects.get().graph


def test_a_trial_asks_whoever_tries_and_leaves_nothing(client):
    editor = UserFactory(is_superuser=True)
    forms.load(FORM)
    procedure = ProcedureFactory(data=data())
    trial = trials.start(procedure, editor)
    trial.answers = {"nom": "Essai", "courriel": "a@exemple.fr"}
    trial.save()
    trial = submission.submit(trial, editor)
    trial = Application.objects.with_standing().get(pk=trial.pk)
    request = asking.ask(trial, editor, **PERSON)
    assert sent_mails(trial)[-1].startswith(editor.email)
    client.post(page(request), YES)
    assert fresh(request).received_at
    trials.discard(procedure, editor)
    assert not OpinionRequest.objects.exists()
    assert FormVersion.objects.count() == 2
