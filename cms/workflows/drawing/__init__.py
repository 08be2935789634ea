"""A process as people see it: a drawing, and the same in words."""

from cms.workflows.drawing.diagram import svg
from cms.workflows.drawing.marks import Marks
from cms.workflows.drawing.outline import loose, outline
from cms.workflows.drawing.picture import picture

__all__ = ["Marks", "loose", "outline", "picture", "svg"]
