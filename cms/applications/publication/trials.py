"""Trials: an editor tries a procedure as it stands, from the first question to the decision, then throws it all away.

A trial is seen by the person who tries alone, who plays every role; its mails go to that person; it draws on no fund,
publishes no page, and takes no number.
"""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cms.applications.models import Application, IssuedDocument, Procedure, Release
from cms.applications.publication import releases
from cms.applications.writing import attachments
from cms.forms import operations as forms
from cms.forms.models import FormVersion
from cms.workflows import operations as workflows
from cms.workflows.expertise import forms as expertise
from cms.workflows.models import Case, Effect, JournalEntry, Opinion, ProcessVersion

if TYPE_CHECKING:
    from cms.accounts.models import User

# What keeps a procedure from being published, and from nothing else.
HARMLESS = frozenset(
    {
        *("no_retention", "vague_label", "duplicate_label", "no_format_hint"),
        *("empty_section", "unreachable_section", "unreachable_field"),
    }
)


def may_try(user: "User") -> bool:
    """Those who may change procedures may try them."""
    return user.has_perm("applications.change_procedure")


def of(procedure: Procedure, user: "User") -> list[Application]:
    """The trials of `user`, newest first."""
    mine = Application.objects.trials().of(user).with_standing()
    return list(mine.filter(release__procedure=procedure))


def there_are(procedure: Procedure) -> bool:
    """Whether anybody tries `procedure`."""
    return Application.objects.trials().filter(release__procedure=procedure).exists()


@transaction.atomic
def start(procedure: Procedure, user: "User") -> Application:
    """Begin a trial of `procedure` as its editors last left it, published or not, open or not.

    Raises PermissionDenied, and `PublicationRefused` with what keeps it from working at all.
    """
    if not may_try(user):
        raise PermissionDenied
    procedure = Procedure.objects.select_for_update().get(pk=procedure.pk)
    faults = [one for one in releases.draft_faults(procedure) if one.refuses and one.kind not in HARMLESS]
    if faults:
        raise releases.PublicationRefused(faults)
    return Application.objects.create(release=_release(procedure), applicant=user, is_trial=True)


@transaction.atomic
def discard(procedure: Procedure, user: "User") -> int:
    """Delete every trial of `procedure`, whoever made it, with files, documents and journal; return how many.

    Raises PermissionDenied.
    """
    if not may_try(user):
        raise PermissionDenied
    found = Application.objects.trials().filter(release__procedure=procedure)
    trials = list(found.select_for_update(of=("self",)))
    cases = [trial.case_id for trial in trials if trial.case_id]
    for trial in trials:
        for attachment in trial.attachments.all():
            attachments.forget(attachment)
    IssuedDocument.objects.filter(application__in=trials).delete()
    found.delete()
    for rows in (Effect, Opinion, JournalEntry):
        rows.objects.filter(case__in=cases).delete()
    Case.objects.filter(pk__in=cases, is_trial=True).delete()
    for release in procedure.releases.filter(is_trial=True):
        release.delete()
    return len(trials)


def _release(procedure: Procedure) -> Release:
    """What is tried, pinned as a release is, but never published."""
    draft = forms.draft_of(procedure.form)
    graph = expertise.pinned(workflows.draft(procedure.process).graph, drafts=True)
    expertise.freeze_drafts(graph)
    content = releases.content_of(procedure)
    fingerprint = releases.fingerprint(draft.spec, graph, content)
    known = procedure.releases.filter(is_trial=True, content_hash=fingerprint).first()
    return known or Release.objects.create(
        procedure=procedure,
        number=0,
        form_version=_form_version(procedure, draft.spec.to_json()),
        process_version=_process_version(procedure, graph.to_json()),
        content=content,
        content_hash=fingerprint,
        is_trial=True,
    )


def _form_version(procedure: Procedure, spec: dict[str, object]) -> FormVersion:
    last = FormVersion.objects.latest_of(procedure.form)
    if last is not None and last.spec == spec:
        return last
    number = last.number + 1 if last else 1
    return FormVersion.objects.create(definition=procedure.form, number=number, spec=spec)


def _process_version(procedure: Procedure, spec: dict[str, object]) -> ProcessVersion:
    last = procedure.process.versions.first()
    if last is not None and last.spec == spec:
        return last
    number = last.number + 1 if last else 1
    return ProcessVersion.objects.create(definition=procedure.process, number=number, spec=spec)
