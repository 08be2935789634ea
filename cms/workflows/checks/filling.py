"""Fields that are read before they are filled in, and what mails and documents tell before it is there.

The process's own questions are filled in on the way: by those who act at a step (`fills`), or by an effect that sets
one. Documents and grants are made on the way too.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cms.forms.rules import Comparison
from cms.workflows.checks.fault import ERROR, WARNING, Fault
from cms.workflows.checks.study import Study
from cms.workflows.checks.ways import made_by
from cms.workflows.conditions import REVIEW
from cms.workflows.graph import TransitionSpec

# Asking whether there is an answer is no reading of it.
_ASKS = ("is_filled", "is_empty")


def filling_faults(study: Study) -> Iterator[Fault]:
    """Yield each condition, mail, document and grant that reads what is not there on some way from the start."""
    for one in study.graph.transitions:
        if not study.graph.has_node(one.source):
            continue
        for key in _read_by(study, one):
            if (key in study.own_keys or key == REVIEW) and (path := study.ways.without(key, one)) is not None:
                message = _(
                    "The condition of “%(action)s” reads “%(question)s” before anybody has filled it in: %(path)s."
                )
                facts = {"action": one.label, "question": study.label_of(key), "path": path}
                yield Fault("read_before_filled", "transition", one.key, message % facts)
        yield from _told_too_early(study, one)


def _read_by(study: Study, one: TransitionSpec) -> list[str]:
    rule = study.rules.get(one.key)
    leaves: list[Comparison] = list(rule.leaves()) if rule else []
    return list(dict.fromkeys(leaf.field_key for leaf in leaves if leaf.operator not in _ASKS))


def _told_too_early(study: Study, one: TransitionSpec) -> Iterator[Fault]:
    """The effects of an action come in order: what an earlier one made is there for a later one."""
    made: set[str] = set()
    for effect in one.effects:
        text = (study.around.mails or {}).get(str(effect.get("message", "")))
        text = text or (study.around.papers or {}).get(str(effect.get("document", "")))
        wanted = {f"answer:{key}" for name, key in (text.tags if text else ()) if name == "answer"}
        wanted |= {f"document:{key}" for name, key in (text.tags if text else ()) if name == "document"}
        wanted |= {"amount" for name, _key in (text.tags if text else ()) if name == "amount"}
        amount = str(effect.get("amount_field", "")).partition(".")[0]
        wanted |= {f"answer:{amount}"} if amount else set()
        for thing in sorted(wanted - made):
            name, _colon, key = thing.partition(":")
            if name == "answer" and key not in study.own_keys:
                continue
            path = study.ways.without(key if name == "answer" else thing, one)
            if path is not None:
                yield _early(study, one, name, key, path)
        made |= made_by(effect)


def _early(study: Study, one: TransitionSpec, name: str, key: str, path: str) -> Fault:
    facts = {"action": one.label, "key": key, "question": study.label_of(key), "path": path}
    if name == "answer":
        message = _("“%(action)s” tells “%(question)s” before it is filled in: %(path)s.")
        return Fault("read_before_filled", "transition", one.key, message % facts, ERROR)
    if name == "document":
        message = _("“%(action)s” tells where the document “%(key)s” is before it is issued: %(path)s.")
        return Fault("told_before_made", "transition", one.key, message % facts, WARNING)
    message = _("“%(action)s” tells the amount granted before there is a grant: %(path)s.")
    return Fault("told_before_made", "transition", one.key, message % facts, WARNING)
