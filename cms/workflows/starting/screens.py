"""The page on which a process is begun: from a model, from a file, or from nothing."""

from typing import Any, cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from cms.accounts.models import User
from cms.workflows.models import ProcessDefinition
from cms.workflows.starting import making
from cms.workflows.starting.catalogue import pattern, patterns

START = "process_start"
FROM_FILE = "process_from_file"


class FileForm(forms.Form):
    """A JSON file. When it is valid, `process` is what it holds."""

    file = forms.FileField(
        label=gettext_lazy("Bundle of a procedure"),
        help_text=gettext_lazy("The JSON file of a procedure, or of its process alone."),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )
    process: dict[str, Any]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            self.process = making.read(file.read(making.MAX_BYTES + 1))
        except making.FileRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return file


class StartScreen(WagtailAdminTemplateMixin, TemplateView):
    """The models with their drawings; a post makes the draft and opens its screen."""

    template_name = "workflows/start.html"
    page_title = gettext_lazy("Begin a process")
    header_icon = "tasks"

    @property
    def user(self) -> User:
        return cast(User, self.request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not making.may_make(cast(User, request.user)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        url = reverse(ProcessDefinition.snippet_viewset.get_url_name("list"))
        return [
            *self.breadcrumbs_items,
            {"url": url, "label": _("Processes")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "patterns": patterns(),
            "form": kwargs.get("form") or FileForm(),
            "blank_url": reverse(ProcessDefinition.snippet_viewset.get_url_name("add")),
        }

    def post(self, request: HttpRequest) -> HttpResponse:
        """Make the draft of the model named `model`."""
        try:
            chosen = pattern(request.POST.get("model", ""))
        except KeyError:
            raise Http404 from None
        return self._open(making.make(chosen.process, self.user))

    def _open(self, made: ProcessDefinition) -> HttpResponse:
        facts = {"name": made.name}
        messages.success(self.request, _("The draft “%(name)s” is ready: give it your name, then change it.") % facts)
        return redirect(ProcessDefinition.snippet_viewset.get_url_name("edit"), made.pk)


class FileScreen(StartScreen):
    """The same page; a post makes a draft of what a file holds, or says at the file why it cannot."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(START)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = FileForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        return self._open(making.make(form.process, self.user))


def urlpatterns() -> list[URLPattern]:
    """The addresses of this module, under that of the admin."""
    return [
        path("circuits/nouveau/", StartScreen.as_view(), name=START),
        path("circuits/nouveau/fichier/", FileScreen.as_view(), name=FROM_FILE),
    ]
