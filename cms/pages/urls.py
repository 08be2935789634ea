from django.urls import path
from wagtail.contrib.sitemaps.views import sitemap

from cms.pages import views

app_name = "pages"
urlpatterns = [
    path("plan-du-site/", views.site_map, name="sitemap"),
    path("sitemap.xml", sitemap, name="sitemap_xml"),
]
