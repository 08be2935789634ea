"""The groups of people of the house and what each may do in the admin.

Page permissions are given by `cms.pages.moderation.set_up`; what a person may do to a case is said by the roles of its
process, which name these groups.
"""

from django.contrib.auth.models import Group, Permission

EDITORS = "Éditeurs"
REVIEWERS = "Relecteurs"
AGENTS = "Agents"
COMMITTEE = "Comité"
JURY = "Jury"

_ADMIN = ("wagtailadmin.access_admin",)
_SETTING_UP = tuple(
    f"{app}.{action}_{model}"
    for app, model in (
        ("applications", "procedure"),
        ("cms_forms", "formdefinition"),
        ("workflows", "processdefinition"),
    )
    for action in ("add", "change", "view", "publish")
) + tuple(f"cms_forms.{action}_sharedblock" for action in ("add", "change", "view"))
_REFERENCE = tuple(
    f"snippets.{action}_{model}"
    for model in ("territory", "fund", "audience", "theme", "referencetable")
    for action in ("add", "change", "view")
)
_FILES = tuple(
    f"{app}.{action}_{model}"
    for app, model in (("wagtailimages", "image"), ("wagtaildocs", "document"))
    for action in ("add", "change")
)

# What each group may do, as "application.codename".
PERMISSIONS: dict[str, tuple[str, ...]] = {
    EDITORS: (*_ADMIN, *_SETTING_UP, *_REFERENCE, *_FILES),
    REVIEWERS: (*_ADMIN, *_FILES),
    AGENTS: (*_ADMIN, "applications.view_procedure", "applications.revoke_document", "snippets.view_fund"),
    COMMITTEE: _ADMIN,
    JURY: _ADMIN,
}


def set_up() -> dict[str, Group]:
    """Create the groups that lack and add the permissions that they lack; what an administrator added is kept.

    Permissions of models that do not exist are passed over. Returns the groups by name.
    """
    known = {
        f"{app}.{codename}": pk
        for pk, app, codename in Permission.objects.values_list("pk", "content_type__app_label", "codename")
    }
    groups = {}
    for name, wanted in PERMISSIONS.items():
        groups[name], _created = Group.objects.get_or_create(name=name)
        groups[name].permissions.add(*(known[one] for one in wanted if one in known))
    return groups
