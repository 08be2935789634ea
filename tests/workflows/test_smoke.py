import pytest
from cms.workflows import engine
from cms.workflows.models import Case
from tests.workflows.factories import UserFactory, open_case


@pytest.mark.django_db
def test_smoke():
    case = open_case()
    agent = UserFactory(groups=["Agents"])
    assert list(Case.objects.awaiting(agent)) == [case]
    assert [t.key for t in engine.available(case, agent)] == ["admissible", "ask"]
    engine.perform(case, "admissible", agent)
    assert case.node == "committee"
