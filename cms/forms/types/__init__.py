"""The registry of field types. A new type is one module and one line here, or `register` from a room above."""

from cms.forms.types.address import AddressType
from cms.forms.types.amount import AmountType
from cms.forms.types.association import AssociationType
from cms.forms.types.base import FieldType
from cms.forms.types.budget import BudgetType
from cms.forms.types.calculated import CalculatedType
from cms.forms.types.choice import ChoiceType
from cms.forms.types.choices import ChoicesType
from cms.forms.types.commitment import CommitmentType
from cms.forms.types.commune import CommuneType
from cms.forms.types.company import CompanyType
from cms.forms.types.date import DateType
from cms.forms.types.datetime import DateTimeType
from cms.forms.types.decimal import DecimalType
from cms.forms.types.departement import DepartementType
from cms.forms.types.email import EmailType
from cms.forms.types.explanation import ExplanationType
from cms.forms.types.file import FileType
from cms.forms.types.formatted import FormattedType
from cms.forms.types.group import GroupType
from cms.forms.types.heading import HeadingType
from cms.forms.types.iban import IbanType
from cms.forms.types.images import ImagesType
from cms.forms.types.integer import IntegerType
from cms.forms.types.intercommunality import IntercommunalityType
from cms.forms.types.link import LinkType
from cms.forms.types.linkedchoices import LinkedChoicesType
from cms.forms.types.longtext import LongTextType
from cms.forms.types.note import NoteType
from cms.forms.types.partners import PartnersType
from cms.forms.types.period import PeriodType
from cms.forms.types.phone import PhoneType
from cms.forms.types.reference import ReferenceType
from cms.forms.types.school import SchoolType
from cms.forms.types.siret import SiretType
from cms.forms.types.text import TextType
from cms.forms.types.video import VideoType
from cms.forms.types.yesno import YesNoType

_REGISTRY: dict[str, FieldType] = {}


def register(field_type: FieldType) -> None:
    """Offer one more type of question. Its key must be free."""
    if field_type.key in _REGISTRY:
        raise ValueError(f"There is already a field type {field_type.key!r}.")
    _REGISTRY[field_type.key] = field_type


def get(key: str) -> FieldType:
    """The type of that key; raises `KeyError` when there is none."""
    return _REGISTRY[key]


def every() -> list[FieldType]:
    """All types, in the order in which an editor is offered them."""
    return list(_REGISTRY.values())


for _type in (
    TextType,
    LongTextType,
    EmailType,
    PhoneType,
    LinkType,
    FormattedType,
    IntegerType,
    DecimalType,
    AmountType,
    CalculatedType,
    DateType,
    DateTimeType,
    PeriodType,
    YesNoType,
    ChoiceType,
    ChoicesType,
    LinkedChoicesType,
    ReferenceType,
    CommitmentType,
    CommuneType,
    IntercommunalityType,
    DepartementType,
    AddressType,
    SchoolType,
    CompanyType,
    SiretType,
    AssociationType,
    IbanType,
    FileType,
    ImagesType,
    VideoType,
    PartnersType,
    BudgetType,
    GroupType,
    HeadingType,
    ExplanationType,
    NoteType,
):
    register(_type())

__all__ = ["FieldType", "every", "get", "register"]
