"""The address that draws a process while it is typed."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from cms.accounts.models import User
from cms.workflows.editing import live
from cms.workflows.models import ProcessDefinition

DRAW = "process_draw"
DRAW_NEW = "process_draw_new"


def may_draw(user: User, definition: ProcessDefinition | None) -> bool:
    """Who may change a process may have it drawn as they type; who may add one, a new one."""
    return user.has_perm(f"workflows.{'change' if definition else 'add'}_processdefinition")


@require_POST
def draw(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Return a part of a page: the drawing, the outline and the faults of the rows of the post. Writes nothing.

    400 for a post that no screen makes. Raises PermissionDenied.
    """
    found = None if pk is None else get_object_or_404(ProcessDefinition, pk=pk)
    user = cast(User, request.user)
    if not may_draw(user, found):
        raise PermissionDenied
    model: Any = ProcessDefinition
    try:
        seen = live.of_post(request.POST, found or ProcessDefinition(), model.get_edit_handler().get_form_class(), user)
    except (KeyError, TypeError, ValueError):
        return HttpResponseBadRequest()
    return render(request, "workflows/live_parts.html", {"seen": seen})


def urlpatterns() -> list[URLPattern]:
    """The addresses of this module, under that of the admin."""
    return [
        path("circuits/dessin/", draw, name=DRAW_NEW),
        path("circuits/dessin/<int:pk>/", draw, name=DRAW),
    ]
