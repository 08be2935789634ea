"""The page of the editor: what it weighs, and that nothing is lost on the way to the browser."""

import json
import re
from html import unescape
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.forms.utils import ErrorList
from django.urls import reverse
from wagtail.blocks.base import BlockWidget
from wagtail.blocks.stream_block import StreamBlockValidationError

from cms.forms import operations
from cms.forms.blocks.widget import StreamWidget
from cms.forms.models import FormDefinition
from tests.forms.samples import form_json, text

pytestmark = pytest.mark.django_db

_WIDGET = re.compile(r"""<div id="(body|rules)".*?-data-value='([^']*)'.*?-arguments-value='([^']*)'></div>""", re.S)
_WAGTAILS = re.compile(r'''data-w-block-data-value="([^"]*)".*?-arguments-value="([^"]*)"''', re.S)


def page_of(client, form: dict) -> tuple[FormDefinition, str]:
    definition = FormDefinition.objects.get(pk=operations.load(form).pk)
    client.force_login(get_user_model().objects.create_superuser("chef@exemple.fr"))
    url = reverse("wagtailsnippets_cms_forms_formdefinition:edit", args=[definition.pk])
    return definition, client.get(url).content.decode()


def test_the_form_of_the_label_is_edited_on_a_page_of_less_than_250_kilobytes(client):
    label = json.loads((Path("procedures") / "label.json").read_text())["form"]
    _definition, page = page_of(client, label)
    assert len(page.encode()) < 250_000


def test_the_browser_is_told_the_same_as_by_the_widget_of_wagtail(client):
    odd = """L’été d'"Ève" </div> <script> & &amp; &#39; \\u0022"""
    definition, page = page_of(client, form_json(text() | {"label": odd, "help": "ligne\nligne"}))
    found = {name: (unescape(blocks), unescape(value)) for name, blocks, value in _WIDGET.findall(page)}
    assert set(found) == {"body", "rules"}
    for name, (blocks, value) in found.items():
        stream = getattr(definition, name)
        theirs = BlockWidget(stream.stream_block).render_with_errors(name, stream)
        wanted = [json.loads(unescape(part)) for part in _WAGTAILS.search(theirs).groups()]
        said = [json.loads(blocks), json.loads(value)]
        assert said[1] == wanted[1]
        assert said[0] == wanted[0]
    assert odd in json.loads(found["body"][1])[0][0]["value"]["fields"][0]["value"]["label"]


def test_what_is_wrong_reaches_the_browser_too():
    stream = FormDefinition._meta.get_field("body").stream_block
    widget = StreamWidget(stream)
    wrong = ErrorList([StreamBlockValidationError(non_block_errors=["L'étape manque"])])
    assert "L&#39;étape manque" in widget.render_with_errors("body", stream.to_python([]), errors=wrong)
