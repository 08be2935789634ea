"""A StreamField whose blocks stay out of migrations."""

from typing import Any

from wagtail.fields import StreamField


class OpenStreamField(StreamField):
    """A StreamField whose block types come from a registry: a new field type needs no migration."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._given = (args, dict(kwargs))
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, _path, _args, kwargs = super().deconstruct()
        kwargs["block_lookup"] = {}
        return name, "wagtail.fields.StreamField", [[]], kwargs

    def clone(self) -> "OpenStreamField":
        args, kwargs = self._given
        return type(self)(*args, **kwargs)
