"""The forms in which a reference table is made and in which a file of rows is given."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm

from cms.snippets.tables.house import HOUSE


class ReferenceTableForm(WagtailAdminModelForm):
    """Its short name is that of no table of the house, and stays: forms and bundles know the table by it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "key" in self.fields and self.instance.pk:
            self.fields["key"].disabled = True

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"].lower()
        if key in HOUSE and not self.instance.pk:
            raise forms.ValidationError(_("The house keeps a table of that name already: choose another."))
        return key


class ImportForm(forms.Form):
    """A CSV file, and which of its columns count when their titles do not say it."""

    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
        help_text=gettext_lazy(
            "The first line has the titles of the columns, each other line is a row. From a spreadsheet: save as CSV."
        ),
        error_messages={"required": gettext_lazy("Choose a file."), "empty": gettext_lazy("The file is empty.")},
    )
    code = forms.CharField(
        label=gettext_lazy("Column of the codes"),
        required=False,
        max_length=255,
        help_text=gettext_lazy("Its title. Empty: the one called “Code”, or that of the last import."),
    )
    label = forms.CharField(
        label=gettext_lazy("Column of the names"),
        required=False,
        max_length=255,
        help_text=gettext_lazy("Its title. Empty: the one called “Libellé” or “Nom”, or that of the last import."),
    )
