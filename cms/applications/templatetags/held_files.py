"""What is said at a file that is held, for pages that list files."""

from django import template

from cms.applications.models import Attachment
from cms.applications.scanning import marks
from cms.forms.rendering import FileMark

register = template.Library()


@register.simple_tag
def held(attachment: Attachment) -> FileMark | None:
    """Why the file is not given back, as it is shown; nothing when it is."""
    return marks.mark(attachment)
