"""Addresses of this room: procedures, the applicant's space, what was decided."""

from django.urls import URLPattern, URLResolver

from cms.applications.applicant import urls as applicant_urls
from cms.applications.commitments import urls as commitment_urls
from cms.applications.decisions import urls as decision_urls
from cms.applications.expertise import urls as expertise_urls
from cms.applications.prefill import urls as prefill_urls

app_name = "applications"
urlpatterns: list[URLPattern | URLResolver] = [
    *applicant_urls.urlpatterns,
    *decision_urls.urlpatterns,
    *commitment_urls.urlpatterns,
    *expertise_urls.urlpatterns,
    *prefill_urls.urlpatterns,
]
