"""`manage.py procedure export|import|check|schema`: procedures as bundle files (docs/bundle.md)."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from cms.applications import bundles, releases
from cms.applications.models import Procedure
from cms.applications.schema import BUNDLE_SCHEMA


class Command(BaseCommand):
    help = "Writes a procedure to a bundle file, reads one, or says what is wrong with one."

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        export = actions.add_parser("export", help="Write the bundle of a procedure.")
        export.add_argument("slug")
        export.add_argument("--output", metavar="FILE", help="Where to write; the terminal otherwise.")
        load = actions.add_parser("import", help="Create or change a procedure from a bundle; all or nothing.")
        load.add_argument("file")
        load.add_argument("--publish", action="store_true", help="Publish it too.")
        check = actions.add_parser("check", help="Say what is wrong with a bundle; exit status 1 if anything is.")
        check.add_argument("file")
        actions.add_parser("schema", help="Write the JSON Schema of bundles, as docs/bundle.schema.json keeps it.")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        match action:
            case "export":
                self._export(options["slug"], options["output"])
            case "import":
                self._import(options["file"], options["publish"])
            case "check":
                self._check(options["file"])
            case "schema":
                self.stdout.write(json.dumps(BUNDLE_SCHEMA, ensure_ascii=False, indent=2))

    def _export(self, slug: str, output: str | None) -> None:
        procedure = Procedure.objects.filter(slug=slug).first()
        if procedure is None:
            known = ", ".join(Procedure.objects.values_list("slug", flat=True)) or "—"
            raise CommandError(_("No procedure “%(slug)s”. There are: %(known)s.") % {"slug": slug, "known": known})
        text = json.dumps(bundles.dump(procedure), ensure_ascii=False, indent=2) + "\n"
        if output is None:
            self.stdout.write(text, ending="")
            return
        try:
            Path(output).write_text(text, encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{output}: {error.strerror}") from error

    def _import(self, file: str, publish: bool) -> None:
        try:
            procedure = bundles.load(self._read(file), publish=publish)
        except bundles.BundleRefused as refusal:
            self._refuse(file, refusal.problems)
        except releases.PublicationRefused as refusal:
            problems = [bundles.Problem(f"{fault.part} {fault.key}", str(fault.message)) for fault in refusal.faults]
            self._refuse(file, problems)
        release = procedure.current_release
        state = _("published version %(number)s") % {"number": release.number} if release else _("not published")
        self.stdout.write(f"{procedure.slug}: {procedure.title} ({state})")

    def _check(self, file: str) -> None:
        problems = bundles.check(self._read(file))
        for remark in problems:
            if not remark.refuses:
                self.stdout.write(_("%(file)s: to be looked at: %(remark)s") % {"file": file, "remark": remark})
        refusals = [problem for problem in problems if problem.refuses]
        if refusals:
            self._refuse(file, refusals)
        self.stdout.write(_("%(file)s: nothing to mend.") % {"file": file})

    def _read(self, file: str) -> Any:
        try:
            return json.loads(Path(file).read_text(encoding="utf-8"))
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        except (json.JSONDecodeError, UnicodeDecodeError) as error:
            raise CommandError(_("%(file)s is not JSON: %(error)s") % {"file": file, "error": error}) from error

    def _refuse(self, file: str, problems: list[bundles.Problem]) -> None:
        for problem in problems:
            self.stderr.write(f"{file}: {problem}")
        raise CommandError(_("%(count)d to mend; nothing was changed.") % {"count": len(problems)})
