"""Tags of the page frame."""

from django import template
from django.core.paginator import Page
from django.template.context import Context
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe

from cms.theme import frame

register = template.Library()


@register.simple_tag(takes_context=True)
def site_frame(context: Context) -> frame.Frame:
    """Return identity and menu, read once a request."""
    request = context.get("request")
    if request is None:
        return frame.of_request(None)
    if not hasattr(request, "_site_frame"):
        request._site_frame = frame.of_request(request)
    return request._site_frame


@register.simple_tag
def current_mark(url: str, path: str) -> SafeString | str:
    """Return the attribute that says that `url` leads to where the reader is, or to what holds it."""
    if not url or not path:
        return ""
    if path == url:
        return mark_safe(' aria-current="page"')
    return mark_safe(' aria-current="true"') if url != "/" and path.startswith(url) else ""


@register.simple_tag(takes_context=True)
def canonical_url(context: Context) -> str:
    """Return the one address of what is shown, without its parameters; empty when there is no request."""
    request = context.get("request")
    return request.build_absolute_uri(request.path) if request else ""


@register.simple_tag(takes_context=True)
def absolute_static(context: Context, path: str) -> str:
    """Return the full address of a static file: those who read shared links need the host."""
    request = context.get("request")
    return request.build_absolute_uri(static(path)) if request else static(path)


@register.simple_tag
def elided_pages(page_obj: Page) -> list[int | str]:
    """Return the page numbers to show, with `…` where some are left out."""
    return list(page_obj.paginator.get_elided_page_range(page_obj.number, on_each_side=1, on_ends=1))
