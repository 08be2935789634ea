"""Proves a process before anyone falls into its holes: every fault names the node or the transition at fault.

What would leave a case nowhere, or send it two ways, refuses publication; what a person can put right afterwards
(an empty group, an end without a mail, a deadline of which nobody is reminded) is a warning: see
`docs/decisions/0008-what-refuses-a-process.md`.
"""

from cms.workflows.checks.fault import ERROR, WARNING, Fault, ProcessFaulty
from cms.workflows.checks.kinds import KINDS
from cms.workflows.checks.run import faults, faults_of_definition
from cms.workflows.checks.surroundings import Surroundings, Text, register_surroundings

__all__ = [
    "ERROR",
    "KINDS",
    "WARNING",
    "Fault",
    "ProcessFaulty",
    "Surroundings",
    "Text",
    "faults",
    "faults_of_definition",
    "register_surroundings",
]
