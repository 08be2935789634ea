"""To whom the mails about an application go."""

from cms.applications.models import Application, CoAuthor


def of_people(application: Application, *, writing: bool = False) -> set[str]:
    """The addresses of the people of an application; with `writing`, only of those who may write to the agents.

    In a trial, of whoever tries alone: what was typed there is made up, or the address of a real person.
    """
    owner = application.applicant.email.lower()
    if application.is_trial:
        return {owner}
    places = application.co_authors.current()
    if writing:
        places = places.filter(role=CoAuthor.Role.EDIT)
    return {owner, *places.values_list("email", flat=True)}


def of_decisions(application: Application) -> list[str]:
    """Who gets the receipt and the mails of the process: the owner first, then the co-authors who may write.

    They are who has to act on them; the others read the same in the space.
    """
    owner = application.applicant.email
    return [owner, *sorted(of_people(application, writing=True) - {owner.lower()})]


def reached(application: Application, email: str) -> str:
    """Where a mail for an address that was typed in the application goes: in a trial, to whoever tries."""
    return application.applicant.email if application.is_trial else email
