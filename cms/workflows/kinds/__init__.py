"""Kinds of effects that need nothing but a case: one module each, registered when the room opens."""

from cms.workflows.kinds import assign, set_field, webhook


def register() -> None:
    """Give the engine the effects "set_field", "assign" and "webhook"."""
    for kind in (set_field, assign, webhook):
        kind.register()
