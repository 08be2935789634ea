"""What an editor is told once a form or a process is saved: what would be refused, what publication would change."""

from collections.abc import Sequence
from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.admin import messages

from cms.accounts.models import User
from cms.applications.admin.procedure_places import Places
from cms.applications.models import Procedure
from cms.applications.publication import releases
from cms.applications.publication.faults import faults_of_form
from cms.forms.block_uses import forms_using
from cms.forms.models import FormDefinition, SharedBlock
from cms.workflows.checks import Fault
from cms.workflows.models import ProcessDefinition


def after_saving(request: HttpRequest, instance: Any) -> None:
    """Warn of what is at fault in the procedures that use this form or this process, and lead to their impact.

    Of a shared block, those of the forms that use it. Nothing is refused here: a draft may be saved as it is.
    """
    if isinstance(instance, SharedBlock):
        for form in forms_using(instance):
            after_saving(request, form)
        return
    if not isinstance(instance, FormDefinition | ProcessDefinition):
        return
    if not cast(User, request.user).has_perm("applications.change_procedure"):
        return
    if not request.accepts("text/html"):  # the editor saves by itself: nobody reads
        return
    procedures = instance.procedures.select_related("form", "process", "current_release")
    for procedure in procedures:
        _tell(request, procedure)
    if not procedures and isinstance(instance, FormDefinition):
        _warn(request, instance.name, faults_of_form(instance), Places(None, instance))


def _tell(request: HttpRequest, procedure: Procedure) -> None:
    faults = releases.draft_faults(procedure)
    if faults:
        _warn(request, procedure.title, faults, Places(procedure))
    elif procedure.current_release is not None and not releases.is_current(procedure):
        url = reverse("procedures_admin:impact", args=[procedure.pk])
        text = _("See what publication will change for “%(title)s”") % {"title": procedure.title}
        messages.info(request, format_html('<a href="{}">{}</a>', url, text))


def _warn(request: HttpRequest, title: str, faults: Sequence[Fault], places: Places) -> None:
    if not faults:
        return
    head = _("“%(title)s”, before publication:") % {"title": title}
    rows = ((places.of(fault), fault.message) for fault in faults)
    mend = format_html_join("", '<li><a href="{}">{}</a></li>', rows)
    messages.warning(request, format_html("{}<ul>{}</ul>", head, mend))
