"""Small views of the pictures that applicants sent, for those who may open them."""

import warnings
from io import BytesIO

from PIL import Image

from cms.applications.models import Attachment
from cms.forms.pictures import is_picture

SIDE = 480
MEDIA_TYPE = "image/webp"


def has_thumbnail(attachment: Attachment) -> bool:
    """Whether a small view can be made: of pictures, which were drawn again when they came, and that are not held."""
    return is_picture(attachment.content_type) and attachment.is_open


def thumbnail(attachment: Attachment) -> bytes:
    """The picture in WebP, within a square of `SIDE` pixels. Raises OSError when the file is gone or damaged."""
    with attachment.file.open("rb") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(file, formats=["JPEG", "PNG", "WEBP"]) as source:
            # A JPEG is read at a fraction of its size.
            source.draft("RGB", (SIDE, SIDE))
            picture = source.convert("RGBA" if source.has_transparency_data else "RGB")
    picture.thumbnail((SIDE, SIDE))
    out = BytesIO()
    picture.save(out, "WEBP", quality=80)
    return out.getvalue()
