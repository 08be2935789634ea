from django.urls import URLPattern, URLResolver

app_name = "theme"
urlpatterns: list[URLPattern | URLResolver] = []
