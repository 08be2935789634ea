"""The house's rules for page types: a newcomer learns them when the site starts."""

from collections.abc import Iterator

from django.apps import apps
from django.core import checks
from django.core.checks import CheckMessage
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from wagtail.models import Page

from cms.pages.models.base import SitePage
from search import registry


def check_page_types(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    """Each page type of the site says how it is found and has a template."""
    return [fault for model in page_types() for fault in faults(model)]


def page_types() -> list[type[SitePage]]:
    """Return all page types of the site."""
    return [model for model in apps.get_models() if issubclass(model, SitePage)]


def faults(model: type[Page]) -> Iterator[checks.Warning]:
    """Yield what a page type lacks."""
    if registry.registration_of(model) is None:
        yield checks.Warning(
            f"{model.__name__} has no search builder.",
            hint="Add one to _BUILDERS in cms/pages/search.py; it may return None when the page must not be found.",
            obj=model,
            id="pages.W001",
        )
    try:
        get_template(model.template)
    except TemplateDoesNotExist:
        yield checks.Warning(
            f"{model.__name__} has no template.",
            hint=f"Add {model.template} to cms/pages/templates/.",
            obj=model,
            id="pages.W002",
        )
