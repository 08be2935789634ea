"""Every address of the site: rooms first, then Wagtail's pages."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms.delivery.media import media

urlpatterns: list[URLPattern | URLResolver] = [
    # One place to sign in, for everybody.
    path("admin/login/", RedirectView.as_view(pattern_name="accounts:sign_in", query_string=True)),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("cms.theme.urls")),
    path("", include("cms.accounts.urls")),
    path("formulaires/", include("cms.forms.urls")),
    path("", include("cms.applications.urls")),
    path("", include("search.urls")),
    path("", include("exports.urls")),
    path("", include("cms.pages.urls")),
    path("", include(wagtail_urls)),
]
if settings.SERVE_MEDIA:
    urlpatterns.insert(0, path(f"{settings.MEDIA_URL.strip('/')}/<path:path>", media))

handler400 = "cms.theme.errors.bad_request"
handler403 = "cms.theme.errors.permission_denied"
handler404 = "cms.theme.errors.page_not_found"
handler500 = "cms.theme.errors.server_error"
