"""What an import tells: each thing that was left out or changed, by its name on the drawing."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LEFT_OUT, CHANGED = "left_out", "changed"

WORDS: dict[str, str | Promise] = {
    "process": gettext_lazy("the process"),
    "participant": gettext_lazy("the pool"),
    "messageFlow": gettext_lazy("the message flow"),
    "dataObject": gettext_lazy("the data object"),
    "dataObjectReference": gettext_lazy("the data object"),
    "dataStoreReference": gettext_lazy("the data store"),
    "textAnnotation": gettext_lazy("the note"),
    "group": gettext_lazy("the frame"),
    "sequenceFlow": gettext_lazy("the arrow"),
    "boundaryEvent": gettext_lazy("the event on the edge of a task"),
    "intermediateThrowEvent": gettext_lazy("the intermediate event"),
    "intermediateCatchEvent": gettext_lazy("the intermediate event"),
    "startEvent": gettext_lazy("the start"),
    "endEvent": gettext_lazy("the end"),
    "exclusiveGateway": gettext_lazy("the gateway"),
    "inclusiveGateway": gettext_lazy("the inclusive gateway"),
    "parallelGateway": gettext_lazy("the parallel gateway"),
    "eventBasedGateway": gettext_lazy("the gateway of events"),
    "complexGateway": gettext_lazy("the complex gateway"),
    "subProcess": gettext_lazy("the sub-process"),
    "transaction": gettext_lazy("the transaction"),
    "adHocSubProcess": gettext_lazy("the ad hoc sub-process"),
    "callActivity": gettext_lazy("the call of a process"),
    "serviceTask": gettext_lazy("the service task"),
    "sendTask": gettext_lazy("the send task"),
    "receiveTask": gettext_lazy("the receive task"),
    "scriptTask": gettext_lazy("the script task"),
    "businessRuleTask": gettext_lazy("the business rule task"),
    "task": gettext_lazy("the task"),
    "userTask": gettext_lazy("the task"),
    "manualTask": gettext_lazy("the task"),
    "lane": gettext_lazy("the lane"),
}


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing told: `kind` is "left_out" or "changed", `message` names the element."""

    kind: str
    message: str


def named(tag: str, name: str) -> str:
    """“the note “Check twice””: how an element is called in a remark; long names are cut."""
    word = str(WORDS.get(tag, tag))
    short = name if len(name) <= 80 else f"{name[:79]}…"
    return _("%(kind)s “%(name)s”") % {"kind": word, "name": short or _("without a name")}


def _said(tag: str, name: str, what: str) -> str:
    return _("%(element)s: %(what)s") % {"element": named(tag, name), "what": what}


class Remarks:
    """Gathers remarks, each once, in the order in which they came."""

    def __init__(self) -> None:
        self._found: dict[Remark, None] = {}

    def left_out(self, tag: str, name: str, why: str = "") -> None:
        """Tell that an element is not in the process."""
        text = _said(tag, name, why) if why else named(tag, name)
        self._found[Remark(LEFT_OUT, text[:1].upper() + text[1:])] = None

    def changed(self, tag: str, name: str, what: str) -> None:
        """Tell what became of an element."""
        text = _said(tag, name, what)
        self._found[Remark(CHANGED, text[:1].upper() + text[1:])] = None

    def all(self) -> list[Remark]:
        """All that was told: first what was left out."""
        return sorted(self._found, key=lambda one: one.kind == CHANGED)
