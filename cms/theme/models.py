"""Who the site speaks for: the Region's name, its address, its colours and the pages that the law asks for."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from cms.theme import palette


def _colour(name: Any, token: str) -> models.CharField:
    return models.CharField(
        name,
        max_length=7,
        default=palette.DEFAULTS[token],
        validators=[RegexValidator(palette.HEXADECIMAL, _("Write a colour as # and six digits or letters: #16213e."))],
    )


@register_setting(icon="site")
class SiteIdentity(BaseSiteSetting):
    """The identity of one site, edited in the admin under Settings."""

    class Accessibility(models.TextChoices):
        NONE = "none", _("not compliant")
        PARTIAL = "partial", _("partially compliant")
        FULL = "full", _("fully compliant")

    region = models.CharField(_("name of the Region"), max_length=100, default="Pays de la Loire")
    strapline = models.CharField(
        _("strapline"), max_length=120, default="Région · orientation tout au long de la vie", blank=True
    )
    description = models.CharField(
        _("description of the site"),
        max_length=250,
        default="Guides, bandes dessinées, métiers et initiatives des territoires pour s’orienter à tout âge.",
        help_text=_("Shown by search engines and when a page is shared."),
    )
    email = models.EmailField(_("contact address"), blank=True)
    accessibility = models.CharField(
        _("accessibility"), max_length=10, choices=Accessibility, default=Accessibility.PARTIAL
    )
    accessibility_page = models.ForeignKey(
        "wagtailcore.Page", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("statement")
    )
    legal_page = models.ForeignKey(
        "wagtailcore.Page", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("legal notice")
    )
    privacy_page = models.ForeignKey(
        "wagtailcore.Page", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("personal data")
    )
    ink = _colour(_("ink: text and lines"), "ink")
    loire = _colour(_("loire: discover"), "loire")
    leaf = _colour(_("leaf: teach"), "leaf")
    coral = _colour(_("coral: take part"), "coral")
    sun = _colour(_("sun: joy and focus"), "sun")
    sand = _colour(_("sand: the page"), "sand")
    mist = _colour(_("mist: quiet areas"), "mist")

    panels = [
        MultiFieldPanel(
            [FieldPanel("region"), FieldPanel("strapline"), FieldPanel("description"), FieldPanel("email")],
            _("The Region"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("accessibility"),
                PageChooserPanel("accessibility_page"),
                PageChooserPanel("legal_page"),
                PageChooserPanel("privacy_page"),
            ],
            _("What the law asks for"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("ink"), FieldPanel("sand"), FieldPanel("mist"), FieldPanel("sun")]),
                FieldRowPanel([FieldPanel("loire"), FieldPanel("leaf"), FieldPanel("coral")]),
            ],
            _("Colours"),
            help_text=_("Colours that cannot be read on one another are refused, with the contrast measured."),
        ),
    ]

    class Meta:
        verbose_name = _("identity of the site")

    @property
    def colours(self) -> dict[str, str]:
        """Token -> `#rrggbb`, as edited."""
        return {token: getattr(self, token) for token in palette.DEFAULTS}

    def clean(self) -> None:
        """Refuse a palette in which a pair of colours that meet on screen has too little contrast."""
        super().clean()
        if not all(palette.HEXADECIMAL.match(colour) for colour in self.colours.values()):
            return  # the fields' own validators say so
        problems: dict[str, list[ValidationError]] = {}
        for fault in palette.faults(self.colours):
            problems.setdefault(fault.front, []).append(
                ValidationError(
                    _("On “%(back)s” the contrast is %(ratio)s: at least %(needed)s is needed to be read."),
                    params={
                        "back": self._name(fault.back),
                        "ratio": number_format(fault.ratio, 1),
                        "needed": number_format(fault.needed, 1),
                    },
                )
            )
        if problems:
            raise ValidationError(problems)

    def _name(self, colour: str) -> object:
        return _("white") if colour == "white" else self._meta.get_field(colour).verbose_name
