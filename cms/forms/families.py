"""Families of files that an editor allows, by what is in them."""

from django.utils.translation import gettext_lazy as _

# Family: {extension: media types that the content may be found to be}.
FAMILIES: dict[str, dict[str, tuple[str, ...]]] = {
    "document": {
        "pdf": ("application/pdf",),
        "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
        "odt": ("application/vnd.oasis.opendocument.text",),
    },
    "image": {
        "jpg": ("image/jpeg",),
        "jpeg": ("image/jpeg",),
        "png": ("image/png",),
        "webp": ("image/webp",),
    },
    "spreadsheet": {
        "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",),
        "ods": ("application/vnd.oasis.opendocument.spreadsheet",),
    },
    "slides": {
        "pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation",),
        "odp": ("application/vnd.oasis.opendocument.presentation",),
    },
    "video": {
        "mp4": ("video/mp4",),
        "m4v": ("video/mp4", "video/x-m4v"),
        "webm": ("video/webm",),
        "mov": ("video/quicktime",),
    },
    "audio": {
        "mp3": ("audio/mpeg",),
        "m4a": ("audio/mp4",),
        "ogg": ("audio/ogg",),
    },
}
CHOICES = (
    ("document", _("PDF or text document")),
    ("image", _("JPEG, PNG or WebP image")),
    ("spreadsheet", _("spreadsheet")),
    ("slides", _("slides")),
    ("video", _("MP4, WebM or MOV video")),
    ("audio", _("MP3, M4A or Ogg sound")),
)


def media_types(families: list[str] | tuple[str, ...]) -> dict[str, str]:
    """`{media type: family}` of all that these families allow."""
    return {media_type: family for family in families for types in FAMILIES[family].values() for media_type in types}


def accept(families: list[str] | tuple[str, ...]) -> str:
    """The `accept` attribute of an input."""
    return ",".join(f".{extension}" for family in families for extension in FAMILIES[family])
