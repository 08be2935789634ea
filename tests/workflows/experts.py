"""A process that asks experts, to test with."""

from datetime import UTC, datetime

from cms.forms import operations as forms
from cms.workflows import engine
from cms.workflows.expertise import asking
from tests.workflows.factories import UserFactory, process_version, straight_process, subject

FORM = {
    "key": "avis",
    "name": "Avis d’un professionnel",
    "sections": [
        {
            "key": "avis",
            "title": "Votre avis",
            "fields": [
                {"key": "juste", "type": "yesno", "label": "Le métier est-il montré tel qu’il est ?", "required": True},
                {
                    "key": "pourquoi",
                    "type": "longtext",
                    "label": "Qu’est-ce qui ne va pas ?",
                    "show_when": {"field": "juste", "operator": "equals", "value": False},
                    "required_when": {"field": "juste", "operator": "equals", "value": False},
                },
            ],
        }
    ],
}
YES = {"juste": True}
MONDAY = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


def process(*transitions, **settings):
    """A straight process whose task asks two experts; both opinions take the case to its end by themselves."""
    made = straight_process(
        {"key": "accept", "needs_opinions": True},
        {"key": "skip", "label": "Sans attendre", "source": "task", "target": "end", "roles": ["agents"]},
        *transitions,
    )
    said = {"form": "avis", "wanted": 2, "days": 10, "remind": 3} | settings
    made["nodes"][1] |= {"expertise": {name: value for name, value in said.items() if value is not None}}
    return made


def form(**changes):
    return forms.load(FORM | changes)


def open_case(made=None, *, now=MONDAY):
    """A case at its task, with an agent: (case, agent)."""
    form()
    agent = UserFactory(groups=["Agents"])
    one = subject()
    case = engine.open_case(one, process_version(made or process()), one, now=now)
    engine.perform(case, "go", agent, now=now)
    return case, agent


def ask(case, agent, name="Ana Petit", *, now=MONDAY, **more):
    email = more.pop("email", f"{name.lower().replace(' ', '.')}@exemple.fr")
    return asking.ask(case, agent, name=name, email=email, now=now, **more)
