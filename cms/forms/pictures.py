"""Pictures drawn again: what is stored is the picture and nothing else that its file carried.

A photograph tells where, when and by whom it was taken; a file that is a picture may also be something else at its end.
"""

import warnings
from io import BytesIO
from typing import BinaryIO

from PIL import Image, ImageCms, ImageOps

_QUALITY = 90
_FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}


def is_picture(content_type: str) -> bool:
    """Whether files of this media type are drawn again."""
    return content_type in _FORMATS


def redrawn(file: BinaryIO, content_type: str) -> bytes:
    """The picture in the same format, upright, in plain colours, without metadata; of an animation the first image.

    The file was opened for good before (`cms.forms.opening.open_image`), within its bounds.
    """
    file.seek(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # odd metadata, which is dropped
        with Image.open(file, formats=list(_FORMATS.values())) as source:
            picture = _plain_colours(ImageOps.exif_transpose(source))
    wanted = _FORMATS[content_type]
    if wanted == "JPEG":
        picture = picture.convert("RGB")
    elif picture.mode not in ("1", "L", "LA", "P", "RGB", "RGBA"):
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    # A fresh image has no text, no place, no thumbnail that an encoder would write.
    bare = Image.new(picture.mode, picture.size)
    if palette := picture.getpalette():
        bare.putpalette(palette)
    bare.paste(picture, (0, 0))
    options = {"quality": _QUALITY} if wanted in ("JPEG", "WEBP") else {}
    if wanted == "PNG" and picture.mode in ("P", "L", "RGB", "1") and "transparency" in picture.info:
        options["transparency"] = picture.info["transparency"]
    out = BytesIO()
    bare.save(out, wanted, **options)
    return out.getvalue()


def _plain_colours(picture: Image.Image) -> Image.Image:
    """In sRGB, when the file has a profile of its own and it can be read."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in ("RGB", "RGBA", "CMYK", "L"):
        return picture
    mode = "RGB" if picture.mode == "CMYK" else picture.mode
    if mode == "L":
        return picture
    try:
        plain = ImageCms.createProfile("sRGB")
        made = ImageCms.profileToProfile(picture, ImageCms.ImageCmsProfile(BytesIO(profile)), plain, outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture
    return made or picture
