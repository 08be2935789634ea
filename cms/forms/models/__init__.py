from cms.forms.models.definition import FormDefinition
from cms.forms.models.shared import SharedBlock
from cms.forms.models.version import FormVersion

__all__ = ["FormDefinition", "FormVersion", "SharedBlock"]
