"""The process “Relecture avec contrôle juridique”, which an administrator may give to a part of the site."""

from typing import Any

from cms.workflows import operations
from cms.workflows.models import ProcessDefinition

KEY = "relecture-juridique"
_SHOWS_MINORS = {"field": "montre_mineurs", "operator": "equals"}


def process(reviewers: str, lawyers: str) -> dict[str, Any]:
    """Return the bundle's "process", with the names of the groups that review and that check the law."""
    return {
        "key": KEY,
        "name": "Relecture avec contrôle juridique",
        "roles": [
            {"key": "auteur", "label": "L’auteur de la page", "finder": "applicant"},
            {"key": "relecture", "label": "Relecture", "finder": "group", "group": reviewers},
            {"key": "juristes", "label": "Contrôle juridique", "finder": "group", "group": lawyers},
        ],
        "nodes": [
            {"key": "envoyee", "label": "Texte envoyé", "kind": "start"},
            {
                "key": "relecture",
                "label": "Relecture",
                "kind": "task",
                "deadline_days": 5,
                "reminders": [1],
                "instructions": "Le texte est-il juste, clair, accessible ? Si une image ou une vidéo montre des "
                "mineurs reconnaissables, la case « Montre des mineurs » doit être cochée.",
            },
            {
                "key": "juridique",
                "label": "Contrôle juridique",
                "kind": "task",
                "deadline_days": 5,
                "reminders": [1],
                "instructions": "Vérifiez, à l’endroit noté sur la page, l’autorisation signée des titulaires de "
                "l’autorité parentale de chaque mineur : personne, images, durée et supports.",
            },
            {"key": "publiee", "label": "Publiée", "kind": "end", "outcome": "accepted"},
            {"key": "a_reprendre", "label": "À reprendre par l’auteur", "kind": "end", "outcome": "refused"},
            {"key": "retiree", "label": "Retirée par l’auteur", "kind": "end", "outcome": "withdrawn"},
        ],
        "transitions": [
            {
                "key": "envoyer",
                "label": "Envoyer en relecture",
                "source": "envoyee",
                "target": "relecture",
                "automatic": True,
            },
            _decision("approuver", "Approuver", "relecture", "publiee", condition=_SHOWS_MINORS | {"value": False}),
            _decision(
                "approuver_mineurs",
                "Approuver, puis contrôle juridique",
                "relecture",
                "juridique",
                condition=_SHOWS_MINORS | {"value": True},
            ),
            _decision("changer", "Demander des changements", "relecture", "a_reprendre", comment="required"),
            _decision("retirer", "Retirer", "relecture", "retiree", role="auteur"),
            _decision("valider", "Valider et publier", "juridique", "publiee", role="juristes"),
            _decision(
                "refuser", "Demander des changements", "juridique", "a_reprendre", role="juristes", comment="required"
            ),
            _decision("retirer_juridique", "Retirer", "juridique", "retiree", role="auteur"),
        ],
    }


def set_up(reviewers: str, lawyers: str) -> ProcessDefinition:
    """Return the process, made and published when it is missing; one that somebody changed stays as it is."""
    found = ProcessDefinition.objects.filter(key=KEY).first()
    if found is None:
        found = operations.load(process(reviewers, lawyers))
        operations.publish(found)
        found.refresh_from_db()
    return found


def _decision(
    key: str,
    label: str,
    source: str,
    target: str,
    *,
    role: str = "relecture",
    comment: str = "optional",
    condition: dict[str, Any] | None = None,
) -> dict[str, Any]:
    row = {"key": key, "label": label, "source": source, "target": target, "roles": [role], "comment": comment}
    return row | {"comment_public": True} | ({"condition": condition} if condition else {})
