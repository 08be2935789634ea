"""Page types, one module each, and their blocks."""

from django.apps import AppConfig
from django.core import checks


class PagesConfig(AppConfig):
    name = "cms.pages"
    label = "pages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what pages give to the rooms below: search entries, the effect “publish”, who reviews a page."""
        from cms.pages import publication, search, signals
        from cms.pages.checks import check_page_types
        from cms.pages.reviewing import finders, receivers, reminding, suitability

        search.register()
        signals.connect()
        publication.register()
        finders.register()
        reminding.register()
        suitability.register()
        receivers.connect()
        checks.register(check_page_types)
