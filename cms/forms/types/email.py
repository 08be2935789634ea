"""An e-mail address."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.forms.types.base import FieldError, FieldType, plain


def email_of(raw: Any) -> str | None:
    """The address, or nothing; raises `FieldError` for what cannot be one."""
    text = plain(raw)
    if not text:
        return None
    try:
        if len(text) > 254:
            raise ValidationError("")
        validate_email(text)
    except ValidationError:
        raise FieldError(_("Write a whole e-mail address, for example prenom.nom@exemple.fr.")) from None
    return text


class EmailType(FieldType):
    key = "email"
    label = gettext_lazy("E-mail address")
    icon = "mail"
    personal = True

    def clean(self, field: Any, raw: Any) -> str | None:
        return email_of(raw)

    def context(self, field: Any, value: Any) -> dict[str, Any]:
        return super().context(field, value) | {"type": "email", "autocomplete": "email", "length": 254}

    def value_schema(self, field: Any) -> dict[str, Any]:
        return {"type": "string", "format": "email", "maxLength": 254}
