"""What an expert is told of what becomes of the opinion: the same in the mail and on the page."""

from django.utils.translation import gettext as _

from cms.workflows.models import Case, OpinionRequest


def who_reads(request: OpinionRequest, case: Case) -> str:
    """Who reads the opinion, in one sentence that holds for good."""
    if not request.is_confidential:
        return _(
            "Your opinion is read with your name by the people who handle the application and, once this step is "
            "over, by the person who applies. Other experts do not read it."
        )
    labels = [role.label for role in case.graph.roles if role.key in request.read_by]
    return _(
        "Your opinion is confidential: nobody reads it but these people: %(roles)s. Neither the person who applies nor "
        "other experts ever do."
    ) % {"roles": ", ".join(labels)}
