"""The words of BPMN 2.0: namespaces, identities, and text that XML can hold."""

import json
import re
from typing import Any

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DIAGRAM = "http://www.omg.org/spec/BPMN/20100524/DI"
BOUNDS = "http://www.omg.org/spec/DD/20100524/DC"
DRAWING = "http://www.omg.org/spec/DD/20100524/DI"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
OWN = "https://passerelle.example/bpmn/1"

PREFIXES = {"bpmn": MODEL, "bpmndi": DIAGRAM, "dc": BOUNDS, "di": DRAWING, "xsi": INSTANCE, "passerelle": OWN}

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def identity(kind: str, key: str) -> str:
    """An identity that XML takes ("step_committee"), the same for the same key; other signs than ASCII letters,
    digits, hyphen, underscore are written by their numbers.
    """
    safe = re.sub(r"[^A-Za-z0-9_-]", lambda sign: f".{ord(sign[0]):x}.", key)
    return f"{kind}_{safe}"


def text(value: str) -> str:
    """`value` without the signs that an XML file cannot hold."""
    return _FORBIDDEN.sub("", value)


def line(value: str) -> str:
    """`value` as the name of an element: on one line."""
    return " ".join(text(value).split())


def pack(value: Any) -> str:
    """`value` as JSON in plain ASCII: whatever it holds, XML keeps it as it is."""
    return json.dumps(value, ensure_ascii=True, sort_keys=True)
