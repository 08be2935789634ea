"""Makes a new draft from a model or from a file; nothing that exists is changed."""

import json
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.workflows import operations
from cms.workflows.bpmn.rows import Keys
from cms.workflows.errors import misfits
from cms.workflows.models import ProcessDefinition

MAX_BYTES = 2_000_000
# How many of a file's faults are told at once.
_TOLD = 10


class FileRefused(ValueError):
    """The file holds no process that can be read; its text says why."""


def may_make(user: User) -> bool:
    """Who may add processes may begin one from a model or from a file."""
    return user.has_perm("workflows.add_processdefinition")


def make(process: dict[str, Any], by: User, name: str = "") -> ProcessDefinition:
    """Make a new draft that says what `process` says, with a key of its own and, when it is given, another name.

    Raises PermissionDenied, and `GraphError` when the JSON is not a process.
    """
    if not may_make(by):
        raise PermissionDenied
    with transaction.atomic():
        keys = Keys()
        keys.taken = set(ProcessDefinition.objects.values_list("key", flat=True))
        named = {"name": name, "key": keys.give(name, process["key"])} if name else {"key": keys.keep(process["key"])}
        return operations.load(process | named, by)


def read(data: bytes) -> dict[str, Any]:
    """Return the process in a JSON file: a procedure's bundle, or its "process" alone. Raises `FileRefused`."""
    if len(data) > MAX_BYTES:
        raise FileRefused(_("This file is too large."))
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise FileRefused(_("This file is not JSON.")) from None
    process = found.get("process", found) if isinstance(found, dict) else found
    if not isinstance(process, dict) or "nodes" not in process:
        raise FileRefused(_("This file holds no process."))
    if faults := misfits(process):
        raise FileRefused("\n".join(map(str, faults[:_TOLD])))
    return process
