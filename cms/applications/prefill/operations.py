"""Keeping prepared answers, and starting the one draft that takes them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.applications.models import Application, Prefill, Procedure
from cms.applications.prefill import reading
from cms.applications.writing import drafts
from cms.applications.writing.recording import write

WINDOW = timedelta(minutes=15)
MOST_AN_ORIGIN = 120


class TooMany(Exception):
    """The same network address prepared too many in a short time; the message says so."""


class LinkSpent(Exception):
    """The link has started a draft already, or is too old; the message says which."""


def keep(procedure: Procedure, values: dict[str, Any], origin: str) -> Prefill:
    """Keep clean values until somebody starts from them, for seven days. Raises TooMany."""
    now = timezone.now()
    Prefill.objects.filter(expires_at__lt=now).delete()
    if Prefill.objects.filter(origin=origin, created_at__gte=now - WINDOW).count() >= MOST_AN_ORIGIN:
        raise TooMany(_("Too many links were asked for from your network. Please try again in 15 minutes."))
    return Prefill.objects.create(procedure=procedure, answers=values, origin=origin)


def find(pk: UUID) -> Prefill:
    """The prepared answers of a link that still works. Raises LinkSpent."""
    found = Prefill.objects.select_related("procedure__current_release__form_version").filter(pk=pk).first()
    if found is None or found.expires_at <= timezone.now():
        raise LinkSpent(_("This link is too old or not complete."))
    if found.used_at:
        raise LinkSpent(_("This link has already been used: the answers are in the draft that it started."))
    return found


@transaction.atomic
def begin(pk: UUID, user: User) -> Application:
    """Start a draft with prepared answers and use up their link: of two at once, one wins.

    The values are read again: the form may have a new version since. Raises LinkSpent, PermissionDenied and
    ProcedureClosed, and then the link still works.
    """
    found = Prefill.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    find(pk)
    if found is None:
        raise LinkSpent(_("This link is too old or not complete."))
    application = drafts.start(found.procedure, user)
    prepared = reading.from_json(application.release.form, found.answers)
    if prepared.values:
        write(application, prepared.values)
    found.used_at = timezone.now()
    found.answers = {}
    found.save(update_fields=["used_at", "answers"])
    return application
