"""Effects that cannot work, mails with tags that nothing replaces, ends of which the applicant is not told."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from cms.workflows import effects
from cms.workflows.checks.fault import ERROR, WARNING, Fault
from cms.workflows.checks.study import Study
from cms.workflows.checks.ways import is_immediate
from cms.workflows.graph import TransitionSpec


def telling_faults(study: Study) -> Iterator[Fault]:
    """Yield what is wrong with the effects of actions, and the ends that tell nothing."""
    for one in study.graph.transitions:
        for effect in one.effects:
            yield from _effect(study, one, effect)
            yield from _tags(study, one, effect)
    yield from _silent_ends(study)


def _effect(study: Study, one: TransitionSpec, effect: dict[str, Any]) -> Iterator[Fault]:
    name = str(effect["kind"])
    if not effects.is_known(name):
        yield Fault("unknown_effect", "transition", one.key, str(effects.UnknownEffect(name)))
        return
    params = {key: value for key, value in effect.items() if key != "kind"}
    check = effects.get(name).check
    if check and (why := check(params)):
        message = _("“%(action)s” sets off something that is not complete: %(why)s")
        yield Fault("bad_effect", "transition", one.key, message % {"action": one.label, "why": why})
    texts = {
        "message": (study.around.messages, _("“%(action)s” sends the message “%(key)s”, which does not exist.")),
        "document": (study.around.documents, _("“%(action)s” issues the document “%(key)s”, which does not exist.")),
        "amount_field": (
            study.field_keys,
            _("“%(action)s” reads the amount “%(key)s”, which the form does not have."),
        ),
    }
    for name, (known, message) in texts.items():
        key = str(params.get(name, ""))
        # An amount may be a part of an answer: "budget.asked".
        if known is not None and key and key.partition(".")[0] not in known and key not in known:
            yield Fault(f"unknown_{name}", "transition", one.key, message % {"action": one.label, "key": key})


def _tags(study: Study, one: TransitionSpec, effect: dict[str, Any]) -> Iterator[Fault]:
    for name, texts in (("message", study.around.mails), ("document", study.around.papers)):
        text = (texts or {}).get(str(effect.get(name, "")))
        for tag in text.unknown_tags if text else ():
            message = _("“%(action)s” sends “%(key)s”, in which nothing can replace the tag %(tag)s.")
            facts = {"action": one.label, "key": effect[name], "tag": tag}
            yield Fault("unknown_tag", "transition", one.key, message % facts, ERROR)


def _silent_ends(study: Study) -> Iterator[Fault]:
    if study.around.mails is None:
        return
    arriving: dict[str, list[TransitionSpec]] = {}
    for one in study.graph.transitions:
        arriving.setdefault(one.target, []).append(one)
    for node in study.graph.nodes:
        if not node.is_end:
            continue
        silent = [one for one in arriving.get(node.key, []) if not _tells(study, one, arriving, frozenset())]
        if silent:
            message = _("The applicant is told nothing when “%(actions)s” leads to the end “%(step)s”: send a message.")
            facts = {"step": node.label, "actions": "”, “".join(one.label for one in silent)}
            yield Fault("silent_end", "node", node.key, message % facts, WARNING)


def _tells(study: Study, one: TransitionSpec, arriving: dict[str, list[TransitionSpec]], seen: frozenset[str]) -> bool:
    """Whether the applicant is told: by this action, by doing it, or by the one that it follows at once."""
    mails = study.around.mails or {}
    if any(mails[key].to_applicant for effect in one.effects if (key := str(effect.get("message", ""))) in mails):
        return True
    if not one.automatic and study.graph.is_applicants(one):
        return True
    before = arriving.get(one.source, [])
    if not is_immediate(one) or one.key in seen or not before:
        return False
    return all(_tells(study, other, arriving, seen | {one.key}) for other in before)
