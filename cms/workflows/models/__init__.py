from cms.workflows.models.case import Case
from cms.workflows.models.definition import Node, ProcessDefinition, Role, Transition
from cms.workflows.models.effect import Effect
from cms.workflows.models.journal import JournalEntry
from cms.workflows.models.version import ProcessVersion

__all__ = [
    "Case",
    "Effect",
    "JournalEntry",
    "Node",
    "ProcessDefinition",
    "ProcessVersion",
    "Role",
    "Transition",
]
