"""`manage.py process export-bpmn|import-bpmn`: processes as BPMN 2.0 files of any modeller."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from cms.workflows import checks, operations
from cms.workflows.bpmn import importing, writing
from cms.workflows.models import ProcessDefinition


class Command(BaseCommand):
    help = "Writes a process as a BPMN 2.0 file, or reads one as a draft."

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        export = actions.add_parser("export-bpmn", help="Write the draft of a process as a BPMN 2.0 file.")
        export.add_argument("key")
        export.add_argument("--version", type=int, metavar="N", dest="number", help="The published version N instead.")
        export.add_argument("--output", metavar="FILE", help="Where to write; the terminal otherwise.")
        load = actions.add_parser(
            "import-bpmn", help="Read a file as a draft; say what was left out and what is wrong."
        )
        load.add_argument("file")
        load.add_argument("--replace", metavar="KEY", help="Replace the draft of this process; else make a new one.")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        if action == "export-bpmn":
            self._export(options["key"], options["number"], options["output"])
        else:
            self._import(options["file"], options["replace"])

    def _export(self, key: str, number: int | None, output: str | None) -> None:
        definition = self._definition(key)
        graph = operations.draft(definition).graph
        if number is not None:
            version = definition.versions.filter(number=number).first()
            if version is None:
                raise CommandError(_("“%(key)s” has no version %(number)d.") % {"key": key, "number": number})
            graph = version.graph
        text = writing.export(graph)
        if output is None:
            self.stdout.write(text.decode())
            return
        try:
            Path(output).write_bytes(text)
        except OSError as error:
            raise CommandError(f"{output}: {error.strerror}") from error

    def _import(self, file: str, replaced: str | None) -> None:
        try:
            found = importing.read(Path(file).read_bytes())
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        except importing.BpmnRefused as refusal:
            raise CommandError(f"{file}: {refusal}") from refusal
        definition = importing.save(found, None, self._definition(replaced) if replaced else None)
        for remark in found.remarks:
            self.stdout.write(f"{file}: {remark.message}")
        for fault in checks.faults(definition.graph):
            self.stdout.write(f"{definition.key}: {fault.part} {fault.key}: {fault.message}")
        self.stdout.write(
            _("%(key)s: the draft “%(name)s” is ready.") % {"key": definition.key, "name": definition.name}
        )

    def _definition(self, key: str) -> ProcessDefinition:
        found = ProcessDefinition.objects.filter(key=key).first()
        if found is None:
            known = ", ".join(ProcessDefinition.objects.values_list("key", flat=True)) or "—"
            raise CommandError(_("No process “%(key)s”. There are: %(known)s.") % {"key": key, "known": known})
        return found
