"""The groups of the house and what they may do."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from cms.applications import groups
from tests.applications import visit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("permission", "allowed"),
    [
        ("wagtailadmin.access_admin", {"Éditeurs", "Relecteurs", "Agents", "Comité", "Jury"}),
        ("applications.change_procedure", {"Éditeurs"}),
        ("applications.publish_procedure", {"Éditeurs"}),
        ("applications.revoke_document", {"Agents"}),
        ("cms_forms.publish_formdefinition", {"Éditeurs"}),
        ("workflows.publish_processdefinition", {"Éditeurs"}),
        ("snippets.change_fund", {"Éditeurs"}),
        ("applications.change_application", set()),
        ("applications.delete_application", set()),
        ("applications.change_grant", set()),
        ("workflows.change_case", set()),
        ("auth.change_group", set()),
        ("accounts.change_user", set()),
    ],
)
def test_who_may_do_what(permission, allowed):
    made = groups.set_up()
    assert {name for name in made if visit.person(name).has_perm(permission)} == allowed


def test_every_permission_that_is_given_exists():
    known = {f"{app}.{code}" for app, code in Permission.objects.values_list("content_type__app_label", "codename")}
    wanted = {one for names in groups.PERMISSIONS.values() for one in names}
    assert wanted - known == set()


def test_setting_up_again_keeps_what_an_administrator_added():
    groups.set_up()
    before = Group.objects.count()
    extra = Permission.objects.get(codename="view_user", content_type__app_label="accounts")
    agents = Group.objects.get(name="Agents")
    agents.permissions.add(extra)
    out = StringIO()
    call_command("setup_groups", stdout=out)
    assert extra in agents.permissions.all()
    assert Group.objects.count() == before
    assert "Agents" in out.getvalue()
