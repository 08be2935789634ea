"""The mails about opinions: to the expert, and to the person who asked. They leave through the outbox of the case."""

from typing import Any

from django.conf import settings
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.applications.decisions import letters
from cms.applications.decisions.tags import Filling
from cms.applications.expertise import links, shown, words
from cms.applications.models import Application
from cms.applications.people import mailing
from cms.theme.typography import typo
from cms.workflows.effects import register_effect
from cms.workflows.expertise.notes import TO_ASKER, TO_EXPERT
from cms.workflows.models import Effect, OpinionRequest


def register() -> None:
    """Give the engine both kinds of mail; no editor chooses them, and in a trial they go to whoever tries."""
    register_effect(TO_EXPERT, gettext_lazy("Mail to an expert"), to_expert, _check, in_trials=True)
    register_effect(TO_ASKER, gettext_lazy("News of an expert’s opinion"), to_asker, _check, in_trials=True)


def to_expert(effect: Effect) -> dict[str, Any]:
    """Ask, remind, or say that nothing is asked any more. Nobody is written to whose link would not open."""
    request, application = _of(effect)
    if request is None or application is None or not request.email:
        return {"recipients": 0}
    if effect.params["about"] == "revoked":
        subject, text = _revoked(request, application)
    elif not request.is_unanswered or not request.stands(effect.case) or request.is_expired():
        return {"recipients": 0}
    else:
        subject, text = _asked(request, application, again=effect.params["about"] == "reminded")
    letters.send(letters.letter(typo(subject), text, [mailing.reached(application, request.email)]), effect)
    return {"recipients": 1}


def to_asker(effect: Effect) -> dict[str, Any]:
    """Say to whoever asked that an opinion came, was declined, or did not come in time; never what it says."""
    request, application = _of(effect)
    if request is None or application is None or not request.asked_by.is_active:
        return {"recipients": 0}
    facts = {"expert": request.called, "title": application.case_title(), "reference": application.reference}
    subjects = {
        "received": _("Application {reference}: an opinion came"),
        "declined": _("Application {reference}: an expert gives no opinion"),
        "expired": _("Application {reference}: an expert has not answered"),
    }
    texts = {
        "received": _("{expert} has given an opinion on “{title}”. Read it on the page of the application:"),
        "declined": _("{expert} will give no opinion on “{title}”. You may ask somebody else:"),
        "expired": _(
            "{expert} has not answered in time about “{title}”. You may give more time, or ask somebody else:"
        ),
    }
    about = effect.params["about"]
    link = Filling(application, for_applicant=False).fill("{link}")
    text = "\n\n".join([typo(_("Hello,")), typo(texts[about].format(**facts)), link])
    letters.send(letters.letter(typo(subjects[about].format(**facts)), text, [request.asked_by.email]), effect)
    return {"recipients": 1}


def _check(params: dict[str, Any]) -> str:
    """Only the requests set them off: a process says at its steps which experts are asked."""
    return _("say at the step what is asked of experts")


def _of(effect: Effect) -> tuple[OpinionRequest | None, Application | None]:
    found = OpinionRequest.objects.select_related("asked_by").filter(pk=effect.params["request"], case=effect.case)
    application = effect.case.subject
    return found.first(), application if isinstance(application, Application) else None


def _asked(request: OpinionRequest, application: Application, *, again: bool) -> tuple[str, str]:
    case = application.case or request.case
    facts = {
        "name": request.name,
        "title": shown.title(application, shown.keys_for(request, case, application)),
        "procedure": application.release.settings["title"],
        "asker": str(request.asked_by),
        "house": settings.WAGTAIL_SITE_NAME,
        "day": formats.date_format(timezone.localtime(request.due_at), "j F Y"),
    }
    subject = _("Reminder: your opinion is awaited: {title}") if again else _("Your opinion is asked for: {title}")
    opening = _("{asker} ({house}) asks for your opinion on an application, “{title}” ({procedure}).")
    if again:
        opening = _(
            "We wrote to you some days ago: {asker} ({house}) asks for your opinion on “{title}” ({procedure})."
        )
    parts = [
        typo(_("Hello {name},").format(**facts)),
        typo(opening.format(**facts)),
        typo(request.word),
        typo(_("Read it and answer by this link. You need no account; it is yours alone, do not pass it on:")),
        links.address(request),
        typo(_("It is open until {day}.").format(**facts)),
        typo(words.who_reads(request, case)),
        typo(_("You cannot give this opinion? Say so by the same link: we will not write again.")),
    ]
    return subject.format(**facts), "\n\n".join(part for part in parts if part)


def _revoked(request: OpinionRequest, application: Application) -> tuple[str, str]:
    facts = {"name": request.name, "procedure": application.release.settings["title"]}
    text = _("Your opinion is no longer asked for ({procedure}). The link that you were sent opens nothing any more.")
    parts = [_("Hello {name},"), text, _("Thank you for the time that you gave it.")]
    return _("Your opinion is no longer asked for"), "\n\n".join(typo(part.format(**facts)) for part in parts)
