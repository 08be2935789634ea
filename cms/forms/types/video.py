"""A video: a file, or a link to a site that is allowed. Stored as `{"link": str, "files": [stored file]}`."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.forms.actions import Action
from cms.forms.types.base import Data, Fault, FieldError, FieldType, Files, mapping
from cms.forms.types.file import FileType, Stored, size_in_words, stored_files
from cms.forms.types.link import link_of
from cms.forms.types.options import LinesOption, NumberOption, PickOption
from cms.forms.types.rows import without

HOSTS = ("youtube.com", "youtu.be", "vimeo.com", "dailymotion.com", "tube-numerique-educatif.apps.education.fr")


class VideoType(FieldType):
    key = "video"
    label = gettext_lazy("Video")
    icon = "media"
    group = gettext_lazy("Files")
    template = "forms/fields/video.html"
    takes_files = True
    grouped = True
    options = (
        PickOption(
            "given_as",
            gettext_lazy("Given as"),
            values=(
                ("", gettext_lazy("A file or a link")),
                ("link", gettext_lazy("A link")),
                ("file", gettext_lazy("A file")),
            ),
        ),
        LinesOption("hosts", gettext_lazy("Allowed sites"), default=HOSTS, help=gettext_lazy("One a line.")),
        NumberOption(
            "max_size",
            gettext_lazy("Largest size of a file"),
            default=200,
            least=1,
            maximum=2000,
            help=gettext_lazy("In megabytes."),
        ),
    )

    def from_post(self, field: Any, data: Data, files: Files | None = None) -> Any:
        return {"link": data.get(f"{field.key}.link", "")}

    def merge(self, field: Any, raw: Any, current: Any) -> Any:
        return raw | {"files": self.files(current)}

    def act(self, field: Any, raw: Any, action: Action) -> Any:
        return raw | {"files": without(raw["files"], action.path[0])} if action.path else raw

    def clean(self, field: Any, raw: Any) -> Any:
        if raw in (None, ""):
            return None
        parts = mapping(raw)
        given_as = self.option(field, "given_as")
        try:
            link = link_of(parts.get("link"), list(self.option(field, "hosts"))) or ""
        except FieldError as error:
            raise FieldError(error.message, "link") from None
        files = stored_files(parts.get("files"))[-1:]
        if (link and given_as == "file") or (files and given_as == "link"):
            raise FieldError(_("Send a file.") if given_as == "file" else _("Give a link to the video."), given_as)
        return {"link": link, "files": files} if link or files else None

    def families(self, field: Any) -> tuple[str, ...]:
        return ("video",)

    def with_file(self, field: Any, value: Any, stored: Stored) -> Any:
        """The answer with this file, in the place of any other."""
        return {"link": (value or {}).get("link", ""), "files": [stored]}

    def missing_faults(self, field: Any) -> list[Fault]:
        given_as = self.option(field, "given_as")
        if given_as == "file":
            return [Fault(_("Send a file."))]
        if given_as == "link":
            return [Fault(_("Give a link to the video."), "link")]
        return [Fault(_("Give a link to the video, or send a file."), "link")]

    def context(self, field: Any, value: Any) -> dict[str, Any]:
        given_as = self.option(field, "given_as")
        link = value.get("link") if isinstance(value, dict) else ""
        size = size_in_words(self.option(field, "max_size") * 1_000_000)
        of_file = FileType().context(_OneFile(self.option(field, "max_size")), self.files(value))
        return of_file | {
            "link": link if isinstance(link, str) else "",
            "hosts": ", ".join(self.option(field, "hosts")),
            "takes_link": given_as != "file",
            "takes_file": given_as != "link",
            "limits": _("One video of {size} at most (MP4, WebM or MOV).").format(size=size),
        }

    def files(self, value: Any) -> list[Stored]:
        files = value.get("files") if isinstance(value, dict) else None
        return files if isinstance(files, list) else []

    def display(self, field: Any, value: Any) -> str:
        if not value:
            return ""
        names = [f"{one['name']} ({size_in_words(one['size'])})" for one in self.files(value)]
        return "\n".join([value["link"], *names] if value.get("link") else names)

    def value_schema(self, field: Any) -> dict[str, Any]:
        files = FileType().value_schema(field)
        return {"type": "object", "properties": {"link": {"type": "string"}, "files": files}}


class _OneFile:
    """What `FileType` asks of a field, for the file of a video."""

    def __init__(self, max_size: int) -> None:
        self.options = {"families": ["video"], "maximum": 1, "max_size": max_size}
