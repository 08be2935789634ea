from cms.workflows.models.case import Case
from cms.workflows.models.definition import Node, ProcessDefinition, Role, Transition
from cms.workflows.models.effect import Effect
from cms.workflows.models.endpoint import Endpoint
from cms.workflows.models.journal import JournalEntry
from cms.workflows.models.opinion import Opinion
from cms.workflows.models.part import Assignment, Part
from cms.workflows.models.request import OpinionRequest
from cms.workflows.models.substitution import Substitution
from cms.workflows.models.timer import Timer
from cms.workflows.models.version import ProcessVersion

__all__ = [
    "Assignment",
    "Case",
    "Effect",
    "Endpoint",
    "JournalEntry",
    "Node",
    "Opinion",
    "OpinionRequest",
    "Part",
    "ProcessDefinition",
    "ProcessVersion",
    "Role",
    "Substitution",
    "Timer",
    "Transition",
]
