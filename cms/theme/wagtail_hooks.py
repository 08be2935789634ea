"""The admin wears the site's colours through its own CSS variables."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks


@hooks.register("insert_global_admin_css")
def admin_colours() -> SafeString:
    """Link the stylesheet of colours."""
    return format_html('<link rel="stylesheet" href="{}">', static("theme/admin.css"))
