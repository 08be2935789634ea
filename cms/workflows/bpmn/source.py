"""Opens a BPMN file that may come from anywhere: no document type, no entity, nothing fetched, bounded in every way."""

from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse
from django.utils.translation import gettext as _

from cms.workflows.bpmn.names import MODEL

MAX_BYTES = 4 * 1024 * 1024
MAX_ELEMENTS = 40_000
MAX_DEPTH = 60


class BpmnRefused(ValueError):
    """The file cannot be read as a BPMN 2.0 process; the message says why, for the person who gave it."""


def too_large() -> str:
    """What is said of a file that is larger than `MAX_BYTES`."""
    return _("This file is larger than %(count)d MB.") % {"count": MAX_BYTES // 1024 // 1024}


def parse(data: bytes) -> Element:
    """Return the `definitions` of a BPMN 2.0 file. Raises `BpmnRefused` for any other bytes."""
    if len(data) > MAX_BYTES:
        raise BpmnRefused(too_large())
    try:
        root = _bounded(data)
    except DefusedXmlException:
        raise BpmnRefused(_("This file declares a document type or entities, which no BPMN needs.")) from None
    except (ParseError, ValueError, LookupError) as error:
        if isinstance(error, BpmnRefused):
            raise
        raise BpmnRefused(_("This file is not XML that can be read: %(why)s") % {"why": error}) from error
    if root is None or root.tag != f"{{{MODEL}}}definitions":
        raise BpmnRefused(_("This file is not BPMN 2.0: it does not begin with “definitions” of the OMG’s model."))
    return root


def _bounded(data: bytes) -> Element | None:
    root, depth, count = None, 0, 0
    for event, element in iterparse(BytesIO(data), events=("start", "end"), forbid_dtd=True):
        if event == "end":
            depth -= 1
            continue
        root = element if root is None else root
        depth, count = depth + 1, count + 1
        if depth > MAX_DEPTH or count > MAX_ELEMENTS:
            raise BpmnRefused(_("This file has too many elements, or too deep ones."))
    return root
