"""When partners can be asked, and can answer: while the application is its applicant's."""

from cms.accounts.models import User
from cms.applications.commitments import offers
from cms.applications.models import Application, Commitment
from cms.applications.writing import corrections
from cms.forms.spec import Field


def open_fields(application: Application) -> list[Field]:
    """The fields whose partners may answer now: those of a draft, or those that a correction opens."""
    return [one for one in offers.asked_of(application) if corrections.is_open(application, one)]


def may_ask(user: User, application: Application) -> bool:
    """Who may fill the application in may ask its partners, while their answer can still count."""
    return corrections.may_fill(user, application) and bool(open_fields(application))


def is_open(commitment: Commitment) -> bool:
    """Whether the partner's answer can still be given or changed: it is still named, the application not sent."""
    application = commitment.application
    field = next((one for one in open_fields(application) if one.key == commitment.field_key), None)
    if field is None or commitment.revoked_at:
        return False
    return commitment.row in {offers.row_of(row) for row in offers.rows(application, field)}
