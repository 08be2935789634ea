from cms.workflows.models.case import Case
from cms.workflows.models.definition import Node, ProcessDefinition, Role, Transition
from cms.workflows.models.effect import Effect
from cms.workflows.models.journal import JournalEntry
from cms.workflows.models.opinion import Opinion
from cms.workflows.models.part import Assignment, Part
from cms.workflows.models.version import ProcessVersion

__all__ = [
    "Assignment",
    "Case",
    "Effect",
    "JournalEntry",
    "Node",
    "Opinion",
    "Part",
    "ProcessDefinition",
    "ProcessVersion",
    "Role",
    "Transition",
]
