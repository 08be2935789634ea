"""Publishing a procedure from a screen, and saying what came of it."""

from typing import cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button

from cms.accounts.models import User
from cms.applications.admin.procedure_places import Places
from cms.applications.models import Procedure
from cms.applications.publication import releases


def publish_and_tell(request: HttpRequest, procedure: Procedure) -> None:
    """Publish as the person of the request, and tell them on the next page what was done or what to mend."""
    before = procedure.current_release_id
    try:
        release = releases.publish(procedure, cast(User, request.user))
    except releases.PublicationRefused as refusal:
        places = Places(procedure)
        rows = ((places.of(fault), fault.message) for fault in refusal.faults)
        mend = format_html_join("", '<li><a href="{}">{}</a></li>', rows)
        messages.error(request, format_html("{}<ul>{}</ul>", _("Not published. To be mended:"), mend))
        return
    if release.pk == before:
        messages.success(request, _("Nothing has changed since version %(number)d.") % {"number": release.number})
        return
    text = _("Version %(number)d is published: the next applications follow it.") % {"number": release.number}
    see = Button(_("See on the site"), url=reverse("applications:procedure", args=[procedure.slug]))
    messages.success(request, text, buttons=[see])
