"""Locking an application before it is written."""

from cms.applications.models import Application


def lock(application: Application) -> Application:
    """The application as it now is, locked until the transaction ends, with all that says where it stands.

    The release of a draft never changes, unlike the draft's place on it: what the caller has read of it is used again
    while the draft is still there, which spares a query to each save. What was sent is read anew with its case.
    """
    # First alone: a draft that moves to another release meanwhile would be missed by the join with it.
    locked = Application.objects.select_for_update().get(pk=application.pk)
    if not locked.is_draft or not _is_same(application, locked):
        return Application.objects.select_for_update(of=("self",)).with_standing().get(pk=application.pk)
    locked.release, locked.applicant = application.release, application.applicant
    return locked


def _is_same(known: Application, locked: Application) -> bool:
    """Whether what was read with `known` is what `locked` points to."""
    return (
        known._state.fields_cache.keys() >= {"release", "applicant"}
        and known.release_id == locked.release_id
        and known.applicant_id == locked.applicant_id
    )
