"""Effect "webhook": tells a partner's address what happened, signed."""

import json
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import CharBlock, StructBlock

from cms.workflows.effects import register_effect
from cms.workflows.models import Effect, Endpoint
from cms.workflows.webhooks import sending
from cms.workflows.webhooks.signing import headers


class NoEndpoint(Exception):
    """No address in use has this name: somebody has to create it or to put it in use, then try again."""

    is_final = True


def register() -> None:
    register_effect(
        "webhook",
        gettext_lazy("Notify an address, signed"),
        run,
        check,
        block=StructBlock(
            [
                ("webhook", CharBlock(label=gettext_lazy("Short name of the notified address"), max_length=60)),
                (
                    "fields",
                    CharBlock(
                        label=gettext_lazy("Answers that are sent"),
                        required=False,
                        max_length=1000,
                        help_text=gettext_lazy("Short names of questions, parted by commas. No other answer leaves."),
                    ),
                ),
            ],
            icon="link-external",
        ),
    )


def check(params: dict[str, Any]) -> str | None:
    """Return what is wrong with the parameters, or None."""
    key = params.get("webhook")
    if not key:
        return _("say which address is notified")
    if not Endpoint.objects.filter(key=key).exists():
        return _("no notified address is called “%(key)s”") % {"key": key}
    return None


def run(effect: Effect) -> dict[str, Any]:
    """Send one notice. Raises `NoEndpoint`, `sending.Refused` (given up at once), `sending.Failed` (tried again)."""
    key = effect.params["webhook"]
    endpoint = Endpoint.objects.filter(key=key, is_active=True).first()
    if endpoint is None:
        raise NoEndpoint(_("No notified address in use is called “%(key)s”.") % {"key": key})
    body = json.dumps(notice(effect), ensure_ascii=False, separators=(",", ":")).encode()
    status = sending.post(endpoint.url, body, headers(endpoint.secret, effect.once_key, body))
    return {"webhook": key, "status": status}


def notice(effect: Effect) -> dict[str, Any]:
    """What the partner reads: what happened, by keys and numbers, and the answers that the process names."""
    case, entry = effect.case, effect.entry
    wanted = [key.strip() for key in str(effect.params.get("fields", "")).split(",") if key.strip()]
    answers = case.answers() if wanted else {}
    return {
        "id": effect.once_key,
        "process": case.graph.key,
        "case": case.pk,
        "subject": case.subject_id,
        "transition": entry.transition,
        "source": entry.source,
        "target": entry.target,
        "outcome": case.outcome,
        "at": entry.created_at.isoformat(),
        "answers": {key: answers[key] for key in wanted if key in answers},
    }
