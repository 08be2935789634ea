"""The admin wears the site's colours through its own CSS variables, and sends nobody elsewhere for help."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("insert_global_admin_css")
def admin_colours() -> SafeString:
    """Link the stylesheet of colours."""
    return format_html('<link rel="stylesheet" href="{}">', static("theme/admin.css"))


@hooks.register("construct_help_menu")
def help_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave out what tells about Wagtail, in English, on another site."""
    items[:] = [item for item in items if item.name != "editor-guide" and not item.name.startswith("whats-new")]
