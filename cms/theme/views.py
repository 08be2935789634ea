"""Small files that browsers and robots ask every site for."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView
from wagtail.models import Site

from cms.theme import palette
from cms.theme.models import SiteIdentity


@require_safe
@cache_control(public=True, max_age=31_536_000, immutable=True)
def palette_stylesheet(request: HttpRequest) -> HttpResponse:
    """The Region's colours; pages ask for it by an address that changes with them."""
    identity = SiteIdentity.objects.filter(site=Site.find_for_request(request)).first() or SiteIdentity()
    return HttpResponse(palette.stylesheet(identity.colours), content_type="text/css; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    """What robots may read: all that is public; nothing in the demonstration."""
    if settings.DEMONSTRATION:
        lines = ["User-agent: *", "Disallow: /"]
    else:
        closed = [reverse("wagtailadmin_home"), reverse("applications:space"), reverse("search:results")]
        lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
        lines.append(f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


class Favicon(RedirectView):
    """Browsers that ask for /favicon.ico whatever the page says."""

    def get_redirect_url(self, *args: object, **kwargs: object) -> str:
        """Return the address of the drawing."""
        return static("theme/art/favicon.svg")
