"""Address of the page where a partner answers; `cms.applications.urls` takes it in."""

from django.urls import path

from cms.applications.commitments import views

urlpatterns = [path("engagements/<str:token>/", views.commitment, name="commitment")]
