"""What the sign-in page asks."""

from django import forms
from django.utils.translation import gettext_lazy as _


class _AddressForm(forms.Form):
    email = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        error_messages={
            "required": _("Write your e-mail address."),
            "invalid": _("Write a whole e-mail address, for example nom@exemple.fr."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email", "spellcheck": "false"}),
    )

    def problems(self) -> list[dict[str, str]]:
        """Return the errors as the error summary shows them: [{"id", "label", "message"}]."""
        return [
            {"id": self[name].id_for_label, "label": str(self.fields[name].label), "message": str(message)}
            for name, messages in self.errors.items()
            if name in self.fields
            for message in messages
        ] + [{"id": self["email"].id_for_label, "label": "", "message": str(m)} for m in self.non_field_errors()]


class LinkForm(_AddressForm):
    """An address to send a link to."""


class PasswordForm(_AddressForm):
    """An address and its password."""

    password = forms.CharField(
        label=_("Your password"),
        strip=False,
        max_length=500,
        error_messages={"required": _("Write your password.")},
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
