"""Answers of a page whose step the form no longer has: what is still asked elsewhere is kept."""

from dataclasses import replace

from django.db import transaction
from django.http import QueryDict

from cms.accounts.models import User
from cms.applications.models import Application, Release
from cms.applications.writing import drafts, meeting
from cms.applications.writing.drafts import Files


def was_asked(application: Application, section_key: str) -> bool:
    """Whether another version of the procedure had such a step."""
    releases = Release.objects.filter(procedure=application.release.procedure_id).select_related("form_version")
    keys = (section["key"] for one in releases for section in one.form_version.spec["sections"])
    return section_key in keys


@transaction.atomic
def keep(application: Application, user: User, data: QueryDict, files: Files | None = None) -> None:
    """Save what such a page sent as the pages would that now ask its questions; the rest is no longer asked.

    A page that does not say what it had on screen changes nothing: it could overwrite something in silence. Raises
    PermissionDenied.
    """
    seen = meeting.read(data)
    if seen is None:
        return
    for section in application.release.form.sections:
        part = replace(section, fields=tuple(one for one in section.fields if one.key in seen.marks))
        if part.fields:
            drafts.save(application, user, part, data, files, None, seen)
