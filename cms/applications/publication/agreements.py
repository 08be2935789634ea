"""What is wrong with what partners are shown before they commit themselves."""

from django.utils.translation import gettext as _

from cms.applications.commitments import offers
from cms.forms.spec import Field, Form
from cms.workflows.checks import Fault


def faults(form: Form) -> list[Fault]:
    """The fields of partners that show a partner what the form does not ask, or the list of partners itself."""
    return [
        Fault("unknown_field", "field", one.key, message)
        for one in offers.confirming(form)
        for message in _wrong(form, one)
    ]


def _wrong(form: Form, field: Field) -> list[str]:
    found = []
    for key in field.kind.option(field, "confirmation_fields"):
        named = {"label": field.label, "key": key}
        if key == field.key:
            # It would tell each partner the names and addresses of the others, and change whenever one is added.
            found.append(_("“%(label)s”: partners cannot be shown the list of partners itself.") % named)
        elif key not in form.keys:
            text = _("“%(label)s”: partners are to be shown the answer to “%(key)s”, which the form does not have.")
            found.append(text % named)
        elif not form.field(key).kind.asks:
            text = _("“%(label)s”: partners are to be shown the answer to “%(key)s”, which asks for none.")
            found.append(text % named)
    return found
