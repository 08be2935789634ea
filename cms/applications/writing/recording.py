"""What the columns of an application take from its answers."""

from typing import Any

from cms.applications.commitments import offers
from cms.applications.models import Application
from cms.applications.models.application import TITLE_LENGTH
from cms.forms import answers
from cms.forms.spec import Form
from cms.snippets.models import Territory


def title_of(application: Application) -> str:
    """What the release's title field answers, in words and cut to the column's length; empty when there is none."""
    return _words(application, application.release.settings.get("title_field") or "")[:TITLE_LENGTH]


def territory_of(application: Application) -> Territory | None:
    """The territory of the communes that the release's territory field answers."""
    key = application.release.settings.get("territory_field") or ""
    communes = application.answers.get(key) if key in _visible(application) else None
    codes = [row["code"] for row in communes or [] if isinstance(row, dict) and row.get("code")]
    return Territory.of_communes(codes) if codes else None


def write(application: Application, changes: dict[str, Any]) -> None:
    """Put `changes` among the answers under way of a locked application, and save it as its next revision."""
    if application.is_draft:
        application.answers |= changes
        application.title = title_of(application)
    else:
        application.pending |= changes
    offers.revoke_gone(application, changes)
    application.revision += 1
    application.save()


def apply(application: Application) -> None:
    """Make the answers under way those that count, without what is no longer asked; the caller saves."""
    form = application.release.form
    application.answers = answers.prune(form, application.working_answers)
    application.pending = {}
    application.typed = {}
    application.revision += 1
    application.title = title_of(application)
    application.territory = territory_of(application)


def _words(application: Application, key: str) -> str:
    if key not in _visible(application):
        return ""
    field = application.release.form.field(key)
    return " ".join(field.kind.display(field, application.working_answers.get(key)).split())


def _visible(application: Application) -> set[str]:
    form: Form = application.release.form
    return answers.visible(form, application.working_answers) & form.keys
