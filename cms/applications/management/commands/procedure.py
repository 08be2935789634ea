"""`manage.py procedure export|import|check|diff|schema|migrate-cases`: procedures as bundle files (docs/bundle.md)."""

import json
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils.translation import gettext as _

from cms.applications.exchange import bundles
from cms.applications.exchange.comparison import differences
from cms.applications.exchange.schema import BUNDLE_SCHEMA
from cms.applications.management import passing
from cms.applications.models import Procedure, Release
from cms.applications.publication import impact, releases
from cms.workflows.checks import Fault


class Command(BaseCommand):
    help = "Writes a procedure to a bundle file, reads one, compares two, or says what is wrong with one."

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        export = actions.add_parser("export", help="Write the bundle of a procedure.")
        export.add_argument("slug")
        export.add_argument("--release", type=int, metavar="N", help="What was published as version N; else the draft.")
        export.add_argument("--output", metavar="FILE", help="Where to write; the terminal otherwise.")
        load = actions.add_parser("import", help="Create or change a procedure from a bundle; all or nothing.")
        load.add_argument("file")
        load.add_argument("--publish", action="store_true", help="Publish it too.")
        check = actions.add_parser("check", help="Say what is wrong; exit status 1 if anything refuses publication.")
        check.add_argument("bundle", metavar="FILE|SLUG")
        check.add_argument("--strict", action="store_true", help="Exit status 1 for what is only to be looked at too.")
        diff = actions.add_parser(
            "diff",
            help="Say what differs between two bundles; of one procedure alone, what its publication would change. "
            "Exit status 1 when something differs.",
        )
        diff.add_argument("before", metavar="FILE|SLUG|SLUG@N")
        diff.add_argument("after", metavar="FILE|SLUG|SLUG@N", nargs="?")
        help_text = "Say what would happen to running cases that pass to the published version; with --run, do it."
        passing.add_arguments(actions.add_parser("migrate-cases", help=help_text))
        actions.add_parser("schema", help="Write the JSON Schema of bundles, as docs/bundle.schema.json keeps it.")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        match action:
            case "export":
                self._export(options["slug"], options["release"], options["output"])
            case "import":
                self._import(options["file"], options["publish"])
            case "check":
                self._check(options["bundle"], options["strict"])
            case "diff" if options["after"] is None:
                self._impact(options["before"])
            case "diff":
                self._diff(options["before"], options["after"])
            case "migrate-cases":
                passing.handle(self._procedure(options["slug"]), self.stdout.write, **options)
            case "schema":
                self.stdout.write(json.dumps(BUNDLE_SCHEMA, ensure_ascii=False, indent=2))

    def _export(self, slug: str, number: int | None, output: str | None) -> None:
        procedure = self._procedure(slug)
        bundle = bundles.dump(procedure) if number is None else bundles.of_release(self._release(procedure, number))
        text = json.dumps(bundle, ensure_ascii=False, indent=2) + "\n"
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
            self._refuse(file, bundles.problems_of(refusal.faults))
        release = procedure.current_release
        state = _("published version %(number)s") % {"number": release.number} if release else _("not published")
        self.stdout.write(f"{procedure.slug}: {procedure.title} ({state})")

    def _check(self, name: str, strict: bool) -> None:
        try:
            found = self._faults(name)
        except DatabaseError as error:
            raise CommandError(_("The database cannot be read; make it by `manage.py migrate`: %s") % error) from error
        for fault in found:
            line = f"{name}: {fault.part} {fault.key} [{fault.kind}]: {fault.message}"
            if fault.refuses:
                self.stderr.write(line)
            else:
                remark = f"{fault.part} {fault.key} [{fault.kind}]: {fault.message}"
                self.stdout.write(_("%(file)s: to be looked at: %(remark)s") % {"file": name, "remark": remark})
        refusals = sum(fault.refuses for fault in found)
        if refusals:
            raise CommandError(_("%(count)d to mend; nothing was changed.") % {"count": refusals})
        if found and strict:
            raise CommandError(_("%(count)d to be looked at; nothing was changed.") % {"count": len(found)})
        self.stdout.write(_("%(file)s: nothing to mend.") % {"file": name})

    def _faults(self, name: str) -> list[Fault]:
        """What is wrong with the bundle in a file, or with the draft of a procedure; nothing is written."""
        if not Path(name).exists():
            return releases.all_faults(self._procedure(name))
        try:
            data = bundles.canonical(self._read(name))
        except bundles.BundleRefused as refusal:
            self._refuse(name, refusal.problems)
        return bundles.faults_with_runs(data)

    def _diff(self, before: str, after: str) -> None:
        found = differences(self._bundle(before), self._bundle(after))
        for one in found:
            self.stdout.write(one.message)
        if found:
            raise SystemExit(1)
        self.stdout.write(_("Nothing differs."))

    def _impact(self, slug: str) -> None:
        try:
            found = impact.of(self._procedure(slug))
        except releases.PublicationRefused as refusal:
            self._refuse(slug, bundles.problems_of(refusal.faults))
        for line in [*found.people(), *(one.message for one in found.differences)]:
            self.stdout.write(line)
        if found.release is None or found.differences:
            raise SystemExit(1)

    def _bundle(self, name: str) -> dict[str, Any]:
        """The bundle of a file, of a procedure's draft ("label"), or of one of its releases ("label@3")."""
        if Path(name).exists():
            try:
                return bundles.canonical(self._read(name))
            except bundles.BundleRefused as refusal:
                self._refuse(name, refusal.problems)
        slug, _at, number = name.partition("@")
        procedure = self._procedure(slug)
        if not _at:
            return bundles.dump(procedure)
        return bundles.of_release(self._release(procedure, int(number) if number.isdecimal() else 0))

    def _procedure(self, slug: str) -> Procedure:
        procedure = Procedure.objects.filter(slug=slug).first()
        if procedure is None:
            known = ", ".join(Procedure.objects.values_list("slug", flat=True)) or "—"
            raise CommandError(_("No procedure “%(slug)s”. There are: %(known)s.") % {"slug": slug, "known": known})
        return procedure

    def _release(self, procedure: Procedure, number: int) -> Release:
        found = procedure.releases.genuine()
        release = found.filter(number=number).first()
        if release is None:
            known = ", ".join(map(str, found.order_by("number").values_list("number", flat=True))) or "—"
            raise CommandError(
                _("“%(slug)s” has no version %(number)d. There are: %(known)s.")
                % {"slug": procedure.slug, "number": number, "known": known}
            )
        return release

    def _read(self, file: str) -> Any:
        try:
            return json.loads(Path(file).read_text(encoding="utf-8"))
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        except (json.JSONDecodeError, UnicodeDecodeError) as error:
            raise CommandError(_("%(file)s is not JSON: %(error)s") % {"file": file, "error": error}) from error

    def _refuse(self, file: str, problems: list[bundles.Problem]) -> NoReturn:
        for problem in problems:
            self.stderr.write(f"{file}: {problem}")
        raise CommandError(_("%(count)d to mend; nothing was changed.") % {"count": len(problems)})
