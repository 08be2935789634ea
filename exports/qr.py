"""QR codes as inline SVG, for pages and for print."""

import segno
from django.utils.safestring import SafeString, mark_safe


def qr_svg(url: str, label: str) -> SafeString:
    """A QR code that leads to `url`, as inline SVG whose size the stylesheet gives. `label` is its text alternative."""
    code = segno.make(url, error="m", micro=False)
    return mark_safe(  # noqa: S308 segno escapes the title
        code.svg_inline(title=label, omitsize=True, border=0, svgclass="qr", lineclass=None, dark="#16213e")
    )
