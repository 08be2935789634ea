from django.urls import path

from cms.theme import views

app_name = "theme"
urlpatterns = [
    path("theme/couleurs.css", views.palette_stylesheet, name="palette"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.Favicon.as_view(), name="favicon"),
]
