"""The table from which answers are chosen, and the edition of it that a published form is pinned to."""

import re
from dataclasses import dataclass
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from cms.forms.errors import OptionError
from cms.forms.types.options import Option

_KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}", re.ASCII)
_EDITION = re.compile(r"[0-9a-f]{20}", re.ASCII)


@dataclass(frozen=True, slots=True)
class TableOption(Option):
    """The key of a reference table, which may not exist (yet): publication says so."""

    schema_type: ClassVar[dict[str, Any]] = {"type": "string", "pattern": f"^{_KEY.pattern}$"}

    def parse(self, raw: Any) -> str:
        if not isinstance(raw, str) or (raw.strip() and not _KEY.fullmatch(raw.strip())):
            raise OptionError(_("the short name of a reference table is needed"))
        return raw.strip()


@dataclass(frozen=True, slots=True)
class EditionOption(Option):
    """The fingerprint of an edition: written at publication, never by an editor."""

    schema_type: ClassVar[dict[str, Any]] = {"type": "string", "pattern": f"^({_EDITION.pattern})?$"}

    def parse(self, raw: Any) -> str:
        if not isinstance(raw, str) or (raw and not _EDITION.fullmatch(raw)):
            raise OptionError(_("the fingerprint of an edition is needed: 20 figures and letters, or nothing"))
        return raw
