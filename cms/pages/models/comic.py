"""The collection of comics on guidance journeys (measure 3 of the plan)."""

from dataclasses import dataclass

from django.core.validators import MinValueValidator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.blocks import StructValue
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField, StreamField

from cms.pages.blocks.comic import PlateBlock
from cms.pages.models.base import SitePage


@dataclass(frozen=True, slots=True)
class Plate:
    """One page of an album, with its place in it."""

    number: int
    of: int
    value: StructValue
    url: str
    previous_url: str
    next_url: str


class ComicIndexPage(SitePage):
    """All albums."""

    parent_page_types = ["pages.HomePage", "pages.ContentPage"]
    subpage_types = ["pages.ComicPage"]

    class Meta:
        verbose_name = _("comics collection")

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        """Adds `albums`, those that the public may read, newest first."""
        albums = ComicPage.objects.child_of(self).live().public().select_related("cover").prefetch_related("audiences")
        return super().get_context(request, *args, **kwargs) | {"albums": albums.order_by("-first_published_at")}


class ComicPage(RoutablePageMixin, SitePage):
    """One album: its presentation at its own address, each plate at `page/<number>/` below it."""

    cover = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cover"),
    )
    cover_alt = models.CharField(
        _("description of the cover"),
        max_length=200,
        blank=True,
        help_text=_("What the cover shows, for those who do not see it."),
    )
    introduction = RichTextField(_("introduction"), blank=True, features=["bold", "italic", "link", "ul"])
    audiences = ParentalManyToManyField("snippets.Audience", blank=True, verbose_name=_("audiences"))
    themes = ParentalManyToManyField("snippets.Theme", blank=True, verbose_name=_("themes"))
    credits = models.TextField(_("credits"), blank=True, help_text=_("One line a role: “Drawing: …”."))
    reading_minutes = models.PositiveSmallIntegerField(
        _("reading time, in minutes"), default=5, validators=[MinValueValidator(1)]
    )
    plates = StreamField([("plate", PlateBlock())], verbose_name=_("plates"), blank=True)

    content_panels = [
        *SitePage.content_panels,
        MultiFieldPanel([FieldPanel("cover"), FieldPanel("cover_alt")], heading=_("Cover")),
        FieldPanel("introduction"),
        FieldPanel("plates"),
        MultiFieldPanel(
            [
                FieldPanel("audiences"),
                FieldPanel("themes"),
                FieldRowPanel([FieldPanel("reading_minutes")]),
                FieldPanel("credits"),
            ],
            heading=_("About the album"),
        ),
    ]
    parent_page_types = ["pages.ComicIndexPage"]
    subpage_types: list[str] = []
    search_kind = "comic"
    search_kind_label = "Bande dessinée"

    class Meta:
        verbose_name = _("comic")

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """The presentation, then each plate, so that an editor sees the plate that changes."""
        plates = [(f"plate-{number}", gettext("Plate %(number)s") % {"number": number}) for number in self._numbers()]
        return [("", gettext("Presentation")), *plates]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The page of a preview mode; a plate that is gone meanwhile shows the presentation."""
        if mode_name in {f"plate-{number}" for number in self._numbers()}:
            return self.plate_view(request, int(mode_name.removeprefix("plate-")))
        return super().serve_preview(request, mode_name)

    def _numbers(self) -> range:
        return range(1, len(self.plates) + 1)

    def plate(self, number: int) -> Plate:
        """The plate of this number, from 1. Raises `IndexError` when the album has no such plate."""
        count = len(self.plates)
        if not 1 <= number <= count:
            raise IndexError(number)
        return Plate(
            number=number,
            of=count,
            value=self.plates[number - 1].value,
            url=self.plate_url(number),
            previous_url=self.plate_url(number - 1) if number > 1 else "",
            next_url=self.plate_url(number + 1) if number < count else "",
        )

    def plate_url(self, number: int) -> str:
        """The address of a plate, without checking that it exists."""
        return f"{self.url or ''}{self.reverse_subpage('plate', args=[number])}"

    @property
    def first_plate_url(self) -> str:
        """Where reading begins, or an empty string for an album without plates."""
        return self.plate_url(1) if len(self.plates) else ""

    @path("page/<int:number>/", name="plate")
    def plate_view(self, request: HttpRequest, number: int) -> HttpResponse:
        """One plate with its transcript and the ways to the others."""
        try:
            plate = self.plate(number)
        except IndexError as error:
            raise Http404(f"No plate {number}") from error
        numbers = [(other, self.plate_url(other)) for other in self._numbers()]
        trail = [
            *self.trail[:-1],
            {"label": self.title, "href": self.url},
            {"label": _("Plate %(number)s") % {"number": number}, "href": ""},
        ]
        return self.render(
            request,
            context_overrides={"plate": plate, "numbers": numbers, "trail": trail},
            template="pages/comic_plate.html",
        )

    def search_body(self) -> str:
        """What search reads of the album: the transcript of every panel, and the credits."""
        transcripts = [panel.transcript for block in self.plates for panel in block.value["panels"]]
        return "\n\n".join([*transcripts, self.credits])
