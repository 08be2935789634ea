"""A JSON value edited through a block of Wagtail."""

from typing import Any

from wagtail.blocks import Block, BlockField
from wagtail.blocks.base import BlockWidget


class _Widget(BlockWidget):
    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """What the block reads; its empty value when the post says nothing of it."""
        if not any(key == name or key.startswith(f"{name}-") for key in data):
            return self.block_def.normalize(None)
        return super().value_from_datadict(data, files, name)


class StructuredField(BlockField):
    """A form field whose Python value is JSON and whose screen is a block; subclasses translate one to the other."""

    def __init__(self, block: Block, **kwargs: Any) -> None:
        for unused in ("encoder", "decoder", "max_length"):
            kwargs.pop(unused, None)
        kwargs.setdefault("widget", _Widget(block))
        super().__init__(block=block, **kwargs)

    def to_block(self, value: Any) -> Any:
        """Return the block's raw value for a JSON value."""
        raise NotImplementedError

    def from_block(self, raw: Any) -> Any:
        """Return the JSON value that a block's raw value says."""
        raise NotImplementedError

    def prepare_value(self, value: Any) -> Any:
        """The value on the screen: JSON from the row, or the block's own value after a mistake."""
        if value is None or type(value) in (list, dict):
            return self.block.to_python(self.to_block(value or None))
        return value

    def clean(self, value: Any) -> Any:
        return self.from_block(self.block.get_prep_value(super().clean(value)))

    def has_changed(self, initial_value: Any, data_value: Any) -> bool:
        return (initial_value or None) != (self.from_block(self.block.get_prep_value(data_value)) or None)
