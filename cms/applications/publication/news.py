"""What changed in a form under a draft, told to its applicant once: when the draft is opened next."""

from django.contrib import messages
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from cms.applications.models import Application, Release
from cms.applications.publication.impact import newly_required
from cms.forms.spec import Form


def changes(old: Form, new: Form) -> list[str]:
    """What differs for somebody who fills in: questions added, removed, called otherwise, now required."""
    before = {one.key: one for one in old.fields if one.kind.asks}
    after = {one.key: one for one in new.fields if one.kind.asks}
    said = [_("A question is added: “%(label)s”.") % {"label": after[key].label} for key in after if key not in before]
    said += [
        _("A question is no longer asked: “%(label)s”.") % {"label": before[key].label}
        for key in before
        if key not in after
    ]
    said += [
        _("“%(old)s” is now called “%(new)s”.") % {"old": before[key].label, "new": after[key].label}
        for key in after
        if key in before and after[key].label != before[key].label
    ]
    said += [
        _("“%(label)s” must now be answered.") % {"label": one.label}
        for one in newly_required(old, new)
        if one.key in before
    ]
    return said


def tell(request: HttpRequest, application: Application) -> None:
    """Say on the next page what changed since the person last saw the draft; once, and to its owner alone."""
    if application.moved_from_id is None or request.method != "GET" or application.applicant_id != request.user.pk:
        return
    old = Release.objects.select_related("form_version").get(pk=application.moved_from_id)
    # Only this column: who writes to the draft meanwhile loses nothing.
    if not Application.objects.filter(pk=application.pk, moved_from=old).update(moved_from=None):
        return
    application.moved_from = None
    if not application.is_draft:
        return
    said = changes(old.form, application.release.form) or [_("Its texts were made clearer.")]
    head = _("The Region has changed this form since your last visit. Your answers are kept.")
    rows = format_html_join("", "<li>{}</li>", ([one] for one in said))
    messages.info(request, format_html("{}<ul>{}</ul>", head, rows))
