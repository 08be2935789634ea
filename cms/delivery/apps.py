"""How answers reach people."""

from django.apps import AppConfig
from django.db.models.signals import m2m_changed, post_delete, post_save


class DeliveryConfig(AppConfig):
    name = "cms.delivery"
    label = "delivery"

    def ready(self) -> None:
        from cms.delivery import page_cache  # models must be loaded first

        for signal in (post_save, post_delete, m2m_changed):
            signal.connect(page_cache.content_changed, dispatch_uid="page-cache")
