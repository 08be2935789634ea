"""People, procedures and applications to test with."""

import copy
from datetime import timedelta
from io import BytesIO
from typing import Any

import factory
import pikepdf
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from cms.accounts.models import User
from cms.applications.exchange import bundles
from cms.applications.models import Application, Procedure
from cms.applications.writing import submission
from cms.workflows import engine
from cms.workflows.models import Case
from tests.accounts.factories import UserFactory

__all__ = ["ApplicationFactory", "ProcedureFactory", "UserFactory", "agent", "ask_correction", "bundle", "pdf"]

_BUNDLE: dict[str, Any] = {
    "format": 1,
    "procedure": {
        "slug": "jardin",
        "title": "Jardins des métiers",
        "summary": "Une aide pour planter un jardin avec une classe.",
        "description": "Pour les établissements.\n\nEt leurs partenaires.",
        "title_field": "nom",
        "territory_field": "communes",
        "published_fields": [],
        "collection": None,
        "retention_months": 24,
        "calendar": {},
    },
    "form": {
        "key": "jardin",
        "name": "Jardin",
        "sections": [
            {
                "key": "projet",
                "title": "Votre projet",
                "fields": [
                    {"key": "nom", "type": "text", "label": "Nom du jardin", "required": True},
                    {"key": "courriel", "type": "email", "label": "Adresse du contact", "required": True},
                    {"key": "aide", "type": "yesno", "label": "Voulez-vous une aide ?"},
                    {
                        "key": "montant",
                        "type": "amount",
                        "label": "Montant de l’aide",
                        "required": True,
                        "show_when": {"field": "aide", "operator": "equals", "value": True},
                    },
                ],
            },
            {
                "key": "lieu",
                "title": "Le lieu",
                "fields": [
                    {"key": "communes", "type": "commune", "label": "Communes"},
                    {"key": "acces", "type": "longtext", "label": "Comment y va-t-on ?"},
                ],
            },
            {
                "key": "pieces",
                "title": "Vos pièces",
                "fields": [
                    {"key": "plan", "type": "file", "label": "Plan du jardin", "families": ["document"], "max_size": 1},
                    {"key": "photos", "type": "file", "label": "Photos", "families": ["document"], "maximum": 2},
                ],
            },
        ],
        "rules": [],
    },
    "process": {
        "key": "jardin",
        "name": "Instruction des jardins",
        "roles": [
            {"key": "porteur", "label": "Porteur", "finder": "applicant"},
            {"key": "agent", "label": "Agents", "finder": "group", "group": "Agents"},
        ],
        "nodes": [
            {"key": "recu", "label": "Reçu", "kind": "start", "applicant_text": "Nous avons votre dossier."},
            {"key": "lecture", "label": "Lecture", "kind": "task", "applicant_text": "Un agent vous lit."},
            {"key": "interne", "label": "Arbitrage interne", "kind": "task"},
            {
                "key": "complement",
                "label": "À compléter",
                "kind": "applicant",
                "opens_fields": ["courriel", "plan"],
                "applicant_text": "Il nous manque quelque chose.",
            },
            {"key": "oui", "label": "Accepté", "kind": "end", "outcome": "accepted", "applicant_text": "Bravo !"},
            {"key": "retire", "label": "Retiré", "kind": "end", "outcome": "withdrawn"},
        ],
        "transitions": [
            {"key": "prendre", "label": "Prendre", "source": "recu", "target": "lecture", "automatic": True},
            {
                "key": "demander",
                "label": "Demander",
                "source": "lecture",
                "target": "complement",
                "roles": ["agent"],
                "comment": "required",
                "comment_public": True,
            },
            {
                "key": "arbitrer",
                "label": "Arbitrer",
                "source": "lecture",
                "target": "interne",
                "roles": ["agent"],
                "comment": "optional",
            },
            {"key": "accepter", "label": "Accepter", "source": "interne", "target": "oui", "roles": ["agent"]},
            {
                "key": "renvoyer",
                "label": "Renvoyer le dossier",
                "source": "complement",
                "target": "lecture",
                "roles": ["porteur"],
                "comment": "optional",
            },
            {
                "key": "retirer",
                "label": "Retirer ma demande",
                "source": "lecture",
                "target": "retire",
                "roles": ["porteur"],
                "comment": "optional",
            },
            {
                "key": "abandonner",
                "label": "Retirer ma demande",
                "source": "complement",
                "target": "retire",
                "roles": ["porteur"],
            },
        ],
    },
    "messages": [],
    "documents": [],
}


def bundle(**settings: Any) -> dict[str, Any]:
    """The bundle of a small procedure, free to be changed; `settings` replace parts of its "procedure"."""
    made = copy.deepcopy(_BUNDLE)
    made["procedure"] |= settings
    slug = made["procedure"]["slug"]
    made["form"]["key"] = made["process"]["key"] = slug
    return made


def pdf(name: str = "plan.pdf", *, pages: int = 1) -> SimpleUploadedFile:
    """A real PDF, as an upload."""
    out = BytesIO()
    with pikepdf.new() as document:
        for _page in range(pages):
            document.add_blank_page()
        document.save(out)
    return SimpleUploadedFile(name, out.getvalue(), "application/pdf")


class ProcedureFactory(factory.Factory):
    """A published procedure, from a bundle; `ProcedureFactory(closed=True)` closed yesterday."""

    class Meta:
        model = Procedure

    class Params:
        closed = factory.Trait(closes_at=factory.LazyFunction(lambda: timezone.now() - timedelta(days=1)))
        soon = factory.Trait(opens_at=factory.LazyFunction(lambda: timezone.now() + timedelta(days=3)))

    slug = "jardin"

    @classmethod
    def _create(cls, model_class: type[Procedure], *args: Any, **kwargs: Any) -> Procedure:
        calendar = {key: kwargs.pop(key) for key in ("opens_at", "closes_at") if key in kwargs}
        data = kwargs.pop("data", None) or bundle(**kwargs)
        procedure = bundles.load(data)
        if calendar:
            Procedure.objects.filter(pk=procedure.pk).update(**calendar)
            procedure.refresh_from_db()
        return procedure


class ApplicationFactory(factory.django.DjangoModelFactory):
    """An application: an empty draft, `complete=True` (ready to be sent) or `submitted=True`."""

    class Meta:
        model = Application

    class Params:
        complete = factory.Trait(answers={"nom": "Le jardin des roses", "courriel": "roses@exemple.fr"})

    procedure = factory.SubFactory(ProcedureFactory)
    applicant = factory.SubFactory(UserFactory)

    @classmethod
    def _create(cls, model_class: type[Application], *args: Any, **kwargs: Any) -> Application:
        submitted = kwargs.pop("submitted", False)
        procedure = kwargs.pop("procedure")
        if submitted and not kwargs.get("answers"):
            kwargs["answers"] = {"nom": "Le jardin des roses", "courriel": "roses@exemple.fr"}
        made = model_class.objects.create(release=procedure.current_release, **kwargs)
        if submitted:
            made = submission.submit(made, made.applicant)
        return Application.objects.with_standing().get(pk=made.pk)


def agent() -> User:
    """Someone of the group that decides."""
    user = UserFactory()
    user.groups.add(Group.objects.get_or_create(name="Agents")[0])
    return user


def ask_correction(application: Application, comment: str = "Précisez l’adresse.") -> Application:
    """The application after an agent asked its applicant for a correction."""
    case = Case.objects.get(pk=application.case_id)
    engine.perform(case, "demander", agent(), comment=comment)
    return Application.objects.with_standing().get(pk=application.pk)
