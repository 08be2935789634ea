"""A small procedure to test with: help for a company visit, read by an agent, decided by a committee."""

import copy
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone

from cms.accounts.models import User
from cms.applications.exchange import bundles
from cms.applications.models import Application, Procedure
from cms.applications.writing import submission
from cms.workflows import outbox
from tests.accounts.factories import UserFactory
from tests.snippets.factories import CommuneFactory, FundFactory, IntercommunalityFactory, TerritoryFactory

TODAY_YEAR = timezone.localdate().year
# Who applies, unless told otherwise.
CLASS = "classe@exemple.fr"

_BUNDLE: dict[str, Any] = {
    "format": 1,
    "procedure": {
        "slug": "visite",
        "title": "Aide aux visites d’entreprise",
        "summary": "Une aide pour emmener une classe.",
        "title_field": "titre",
        "summary_field": "resume",
        "territory_field": "communes",
        "published_fields": ["resume"],
    },
    "form": {
        "key": "visite",
        "name": "Visite d’entreprise",
        "sections": [
            {
                "key": "projet",
                "title": "Le projet",
                "fields": [
                    {"key": "titre", "type": "text", "label": "Nom de la visite", "required": True},
                    {"key": "resume", "type": "longtext", "label": "En deux phrases"},
                    {"key": "communes", "type": "commune", "label": "Communes"},
                    {"key": "aide", "type": "amount", "label": "Aide demandée"},
                ],
            }
        ],
    },
    "process": {
        "key": "visite",
        "name": "Instruction des visites",
        "roles": [
            {"key": "porteur", "label": "La classe", "finder": "applicant"},
            {"key": "agent", "label": "Agents de la Région", "finder": "group", "group": "Agents"},
            {"key": "comite", "label": "Comité", "finder": "group", "group": "Comité"},
        ],
        "nodes": [
            {"key": "recu", "label": "Dossier reçu", "kind": "start"},
            {"key": "lecture", "label": "Lecture", "kind": "task", "deadline_days": 5, "instructions": "Lisez tout."},
            {"key": "complement", "label": "Complément attendu", "kind": "applicant", "opens_fields": ["*"]},
            {"key": "comite", "label": "Comité", "kind": "review"},
            {"key": "aidee", "label": "Visite aidée", "kind": "end", "outcome": "accepted"},
            {"key": "refusee", "label": "Visite refusée", "kind": "end", "outcome": "refused"},
        ],
        "transitions": [
            {
                "key": "enregistrer",
                "label": "Enregistrer",
                "source": "recu",
                "target": "lecture",
                "automatic": True,
                "effects": [{"kind": "message", "message": "recu"}, {"kind": "message", "message": "nouveau"}],
            },
            {"key": "transmettre", "label": "Transmettre", "source": "lecture", "target": "comite", "roles": ["agent"]},
            {
                "key": "completer",
                "label": "Demander un complément",
                "source": "lecture",
                "target": "complement",
                "roles": ["agent"],
                "comment": "required",
                "comment_public": True,
                "effects": [{"kind": "message", "message": "complement"}],
            },
            {"key": "renvoyer", "label": "Renvoyer", "source": "complement", "target": "lecture", "roles": ["porteur"]},
            {
                "key": "aider",
                "label": "Aider la visite",
                "source": "comite",
                "target": "aidee",
                "roles": ["comite"],
                "comment": "optional",
                "effects": [
                    {"kind": "grant", "amount_field": "aide"},
                    {"kind": "document", "document": "attestation"},
                    {"kind": "message", "message": "aidee"},
                ],
            },
            {
                "key": "refuser",
                "label": "Refuser la visite",
                "source": "comite",
                "target": "refusee",
                "roles": ["comite"],
                "comment": "required",
                "comment_public": True,
                "effects": [{"kind": "message", "message": "refusee"}],
            },
        ],
    },
    "messages": [
        {"key": "recu", "subject": "Dossier {reference} reçu", "body": "Bonjour {applicant},\n\nSuivi : {link}"},
        {"key": "nouveau", "to": "role:agent", "subject": "Nouveau : {title}", "body": "À lire : {link}"},
        {"key": "complement", "subject": "Une précision pour {title}", "body": "Il manque ceci :\n\n{comment}"},
        {
            "key": "aidee",
            "subject": "Votre visite est aidée",
            "body": "{amount} pour {territory}.\n\n{comment}\n\nAttestation : {document:attestation}",
        },
        {"key": "refusee", "subject": "Votre visite", "body": "Motif : {comment}"},
    ],
    "documents": [
        {
            "key": "attestation",
            "title": "Attestation d’aide",
            "body": "La visite {title} reçoit {amount}.\n\nElle concerne {answer:communes}.",
            "signatory": "La présidence du comité",
        }
    ],
}


def bundle() -> dict[str, Any]:
    """The bundle, free to be changed."""
    return copy.deepcopy(_BUNDLE)


def publish(data: dict[str, Any] | None = None) -> Procedure:
    """The procedure, published."""
    return bundles.load(data or bundle())


def person(*groups: str, **fields: Any) -> User:
    """An account in these groups."""
    made = UserFactory(**fields)
    made.groups.set([Group.objects.get_or_create(name=name)[0] for name in groups])
    return made


def place(amount: int = 10_000) -> dict[str, str]:
    """A commune, as an answer, of a territory that has a fund of `amount` euros this year."""
    group = IntercommunalityFactory()
    commune = CommuneFactory(intercommunality=group)
    territory = TerritoryFactory(intercommunalities=[group])
    FundFactory(territory=territory, year=TODAY_YEAR, amount=amount)
    return {"code": commune.insee_code, "name": commune.name}


def application(procedure: Procedure | None = None, *, applicant: User | None = None, **answers: Any) -> Application:
    """A submitted application; `answers` complete or replace the usual ones."""
    procedure = procedure or publish()
    applicant = applicant or User.objects.filter(email=CLASS).first() or UserFactory(email=CLASS)
    answers = {"titre": "Une matinée à la fonderie", "aide": "4000.00"} | answers
    draft = Application.objects.create(release=procedure.current_release, applicant=applicant, answers=answers)
    return submission.submit(draft, applicant)


def settle(submitted: Application) -> None:
    """Run what the case's moves set off, as the task worker does."""
    outbox.run_case(submitted.case_id)
