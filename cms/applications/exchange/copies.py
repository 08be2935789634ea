"""Copies: a new procedure that begins as another one is."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from cms.applications.exchange import bundles
from cms.applications.models import Procedure
from cms.forms.models import FormDefinition
from cms.snippets import keys
from cms.workflows.models import ProcessDefinition

if TYPE_CHECKING:
    from cms.accounts.models import User

_LONGEST_KEY = 90
_LONGEST_TITLE = 200


@transaction.atomic
def copy(procedure: Procedure, by: "User") -> Procedure:
    """Make a procedure with a form and a process of its own, as editors last left those of `procedure`.

    It is called “Copy of …”, has a new short name, no calendar and no release; keys inside are the same. Raises
    PermissionDenied (`by` may not add procedures), and SpecError when the form does not hold.
    """
    data = bundles.dump(procedure)
    settings = data["procedure"]
    settings["title"] = _copied(settings["title"])
    settings["slug"] = _free(settings["slug"], set(Procedure.objects.values_list("slug", flat=True)))
    settings["calendar"] = {}
    for part, model in (("form", FormDefinition), ("process", ProcessDefinition)):
        data[part]["key"] = _free(data[part]["key"], set(model.objects.values_list("key", flat=True)))
        data[part]["name"] = _copied(data[part]["name"])
    return bundles.load(data, publish=False, by=by)


def _copied(title: str) -> str:
    return (_("Copy of %(title)s") % {"title": title})[:_LONGEST_TITLE]


def _free(key: str, taken: set[str]) -> str:
    # Apart: gettext reads no text inside of another.
    suffix = _("copy")
    base = f"{key[:_LONGEST_KEY]}-{suffix}"
    return keys.free(base, taken)
