"""Base templates, design tokens, components, static files and template tags."""

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_save


class ThemeConfig(AppConfig):
    name = "cms.theme"
    label = "theme"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Forget the kept frame when a page, a site or an identity changes."""
        from wagtail import signals
        from wagtail.models import PageViewRestriction, Site

        from cms.theme import frame
        from cms.theme.models import SiteIdentity

        for signal in (signals.page_published, signals.page_unpublished, signals.post_page_move):
            signal.connect(frame.forget, dispatch_uid=f"theme.frame.{id(signal)}")
        for model in (Site, SiteIdentity, PageViewRestriction):
            post_save.connect(frame.forget, sender=model, dispatch_uid=f"theme.frame.save.{model.__name__}")
            post_delete.connect(frame.forget, sender=model, dispatch_uid=f"theme.frame.delete.{model.__name__}")
