"""What is held of an expert, on request: all of it as JSON, or erased (GDPR, articles 15 and 17)."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.core.serializers.json import DjangoJSONEncoder

from cms.workflows.expertise import erasure
from cms.workflows.models import OpinionRequest


class Command(BaseCommand):
    help = "Write as JSON all that is held of the expert of an address; with --erase, erase it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="The address to which the requests were sent.")
        parser.add_argument("--erase", action="store_true", help="Erase; that an opinion came, and when, stays.")

    def handle(self, *args: Any, **options: Any) -> None:
        found = list(OpinionRequest.objects.of_address(options["email"]).select_related("form_version"))
        told = erasure.told(found)
        self.stdout.write(json.dumps(told, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
        if options["erase"]:
            for one in found:
                erasure.erase(one)
