"""The groups among which an editor of a process chooses."""

import pytest
from django.contrib.auth.models import Group
from django.forms import modelform_factory

from cms.workflows.editing.form import RoleForm
from cms.workflows.models import Role
from tests.accounts.factories import UserFactory

pytestmark = pytest.mark.django_db


def offered(**initial) -> list[str]:
    form = modelform_factory(Role, form=RoleForm, fields=["finder", "group"])(initial=initial)
    return [value for value, _label in form.fields["group"].widget.choices if value]


def test_groups_that_wagtail_makes_are_offered_once_somebody_is_in_them():
    for name in ("Editors", "Moderators", "Agents"):
        Group.objects.get_or_create(name=name)
    assert "Agents" in offered()
    assert not {"Editors", "Moderators"} & set(offered())
    UserFactory().groups.add(Group.objects.get(name="Moderators"))
    assert "Moderators" in offered()
    assert "Editors" in offered(group="Editors"), "what a role says already stays"
