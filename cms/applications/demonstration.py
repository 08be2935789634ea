"""The demonstration of this room: procedures, and applications that real people could have made.

Everything goes through the operations of the house: what is shown is what would happen. What exists is never changed.
"""

import json
import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import pikepdf
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from cms.accounts.models import User
from cms.applications.commitments import answering, asking, offers
from cms.applications.exchange import bundles
from cms.applications.expertise import asking as expert_asking
from cms.applications.models import Application, Procedure
from cms.applications.models.commitment import fingerprint
from cms.applications.writing import drafts, submission
from cms.forms import answers
from cms.workflows import engine, outbox
from cms.workflows.expertise import answering as expert_answering
from cms.workflows.models import Case

SLUGS = ("label", "concours-video", "scenarios-bd", "visites-entreprise")
# From the day on which the demonstration is loaded: what is always open to its first visitors, and for how long.
LASTS = {
    "concours-video": timedelta(days=60),
    "scenarios-bd": timedelta(days=90),
    "visites-entreprise": timedelta(days=150),
}
# People, their answers as they are posted, their files, and what was decided.
SAMPLES = Path(__file__).parent / "samples.json"


def load() -> list[Procedure]:
    """Import and publish the procedures that are absent; give all of them back."""
    return [Procedure.objects.filter(slug=slug).first() or _import(slug) for slug in SLUGS]


def load_applications() -> list[Application]:
    """Make the applications that are absent, move them where they should be, and run what that sets off.

    Needs the procedures, the people, the territories and their funds, and the pages that receive what is published.
    """
    samples = json.loads(SAMPLES.read_text(encoding="utf-8"))
    return [_there(sample) or _make(sample) for sample in samples]


def _import(slug: str) -> Procedure:
    text = (settings.BASE_DIR / "procedures" / f"{slug}.json").read_text(encoding="utf-8")
    bundle = json.loads(text)
    if slug in LASTS:
        closes_at = timezone.now() + LASTS[slug]
        bundle["procedure"]["calendar"] = {"closes_at": closes_at.replace(microsecond=0).isoformat()}
    return bundles.load(bundle)


def _there(sample: dict[str, Any]) -> Application | None:
    made = Application.objects.filter(applicant__email=sample["email"], release__procedure__slug=sample["procedure"])
    return next((one for one in made if _plain(one.title) == _plain(sample["answers"]["titre"])), None)


def _plain(title: str) -> str:
    """The words alone: columns keep ordinary spaces where the sample has no-break ones."""
    return " ".join(title.split())


def _make(sample: dict[str, Any]) -> Application:
    applicant = _person(sample)
    application = drafts.start(Procedure.objects.get(slug=sample["procedure"]), applicant)
    posted = answers.posted({name: _dated(value) for name, value in sample["answers"].items()})
    for section in application.release.form.sections:
        keys = {field.key for field in section.fields}
        files = {row["field"]: [_file(row["name"], row["lines"])] for row in sample["files"] if row["field"] in keys}
        saved = drafts.save(application, applicant, section, posted, MultiValueDict(files))
        if saved.problems or saved.refused_files:
            raise ValueError(f"{sample['answers']['titre']}: {saved.problems or saved.refused_files}")
    _confirm(application, applicant, sample.get("confirms", []))
    sent = submission.submit(application, applicant)
    for move in sample["moves"]:
        by = User.objects.get(email=move["by"])
        engine.perform(cast(Case, sent.case), move["transition"], by, comment=move["comment"])
    _consult(sent, sample.get("experts", []))
    outbox.run_case(cast(Case, sent.case).pk)
    return sent


def _consult(application: Application, experts: list[dict[str, Any]]) -> None:
    """Ask the experts, and answer for those whose opinion the sample has, as they would by their link."""
    for one in experts:
        by = User.objects.get(email=one["by"])
        whom = {name: one[name] for name in ("name", "email", "organisation", "word")}
        request = expert_asking.ask(Application.objects.with_standing().get(pk=application.pk), by, **whom)
        if "opinion" in one:
            expert_answering.receive(request.pk, one["opinion"])


def _confirm(application: Application, applicant: User, confirms: list[dict[str, str]]) -> None:
    """Ask the partners, and answer for those that the sample names, as they would by their link."""
    if not confirms:
        return
    fresh = Application.objects.with_standing().get(pk=application.pk)
    asking.ask(fresh, applicant)
    for one in confirms:
        commitment = fresh.commitments.alive().get(name=one["partner"])
        offer = offers.offer(fresh, fresh.release.form.field(commitment.field_key), commitment.name)
        answering.answer(
            commitment.pk,
            confirms=True,
            signatory=one["signatory"],
            position=one["position"],
            seen=fingerprint(offer),
        )


def _dated(value: Any) -> Any:
    """ "+95" is the day in 95 days: the samples are always to come."""
    if isinstance(value, str) and re.fullmatch(r"\+\d+", value):
        return (timezone.localdate() + timedelta(days=int(value))).isoformat()
    return value


def _person(sample: dict[str, Any]) -> User:
    known = User.objects.filter(email__iexact=sample["email"]).first()
    names = {name: sample[name] for name in ("first_name", "last_name")}
    return known or User.objects.create_user(sample["email"], None, **names)


def _file(name: str, lines: list[str]) -> SimpleUploadedFile:
    """A letter of one page, as an applicant would send it."""
    text = "T* ".join(f"({_escaped(line)}) Tj " for line in lines)
    content = f"BT /F1 14 Tf 22 TL 72 760 Td {text}ET".encode("cp1252", "replace")
    with pikepdf.new() as made:
        page = made.add_blank_page(page_size=(595, 842))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name.Helvetica,
            Encoding=pikepdf.Name.WinAnsiEncoding,
        )
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=made.make_indirect(font)))
        page.Contents = made.make_stream(content)
        written = BytesIO()
        made.save(written)
    return SimpleUploadedFile(name, written.getvalue(), content_type="application/pdf")


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
