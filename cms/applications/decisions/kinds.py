"""What a decision sets off: the kinds of effect that this room gives to the engine."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import CharBlock, StructBlock

from cms.applications.decisions import documents, grants, messages, reminders
from cms.workflows.effects import register_effect


def register() -> None:
    """Give the engine the effects "message", "document" and "grant"; called once, when the room opens."""
    register_effect(
        "message",
        gettext_lazy("Send a message"),
        messages.send,
        _message_check,
        block=_block("message", gettext_lazy("Key of the message, from the procedure"), "mail"),
        in_trials=True,
        in_simulations=True,
    )
    register_effect(
        "document",
        gettext_lazy("Issue a document"),
        documents.issue,
        _document_check,
        block=_block("document", gettext_lazy("Key of the document, from the procedure"), "doc-full"),
        in_trials=True,
        in_simulations=True,
    )
    # No editor chooses it: the clock sets it off.
    register_effect(
        "remind",
        gettext_lazy("Write to those who must act"),
        reminders.send,
        reminders.check,
        in_trials=True,
        in_simulations=True,
    )
    register_effect(
        "grant",
        gettext_lazy("Write the grant on the fund"),
        grants.grant,
        _grant_check,
        block=_block("amount_field", gettext_lazy("Key of the question that gives the amount"), "pick"),
        in_simulations=True,
    )


def _message_check(params: dict[str, Any]) -> str | None:
    return None if params.get("message") else _("say which message")


def _document_check(params: dict[str, Any]) -> str | None:
    return None if params.get("document") else _("say which document")


def _grant_check(params: dict[str, Any]) -> str | None:
    return None if params.get("amount_field") else _("say which question gives the amount")


def _block(name: str, label: Any, icon: str) -> StructBlock:
    return StructBlock([(name, CharBlock(label=label, max_length=100))], icon=icon)
