"""Entering the video contest, as several stories need it."""

import secrets
from dataclasses import dataclass, field
from io import BytesIO

from PIL import Image

from tests.e2e.visitor import Visitor, choose_commune, expect_section, fill, go_on, send


@dataclass(frozen=True)
class Entry:
    """One video and the person who sends it; the token tells it from the entries of other tests."""

    about: str
    token: str = field(default_factory=lambda: secrets.token_hex(3))

    @property
    def title(self) -> str:
        return f"{self.about} {self.token}"

    @property
    def sender(self) -> str:
        return f"camille-{self.token}@atelier.example"

    @property
    def video(self) -> str:
        return f"https://tube-numerique-educatif.apps.education.fr/w/{self.token}"


def _picture() -> bytes:
    """A photograph of signed papers, as small as can be."""
    out = BytesIO()
    Image.new("RGB", (40, 60), "white").save(out, "PNG")
    return out.getvalue()


def enter(person: Visitor, entry: Entry) -> str:
    """Send the entry by a link to the video, with every consent, and return the address of the application."""
    page = person.page
    person.begin("concours-video")
    expect_section(page, "Votre métier")
    fill(
        page,
        {
            "titre": entry.title,
            "metier": "Luthière",
            "resume": "Une planche d’épicéa devient la voix d’un violon.",
            "recit": "J’aime le moment où le bois se met à répondre.",
        },
    )
    choose_commune(page, "85500", "Les Herbiers")
    go_on(page)

    expect_section(page, "Votre vidéo")
    fill(page, {"video.link": entry.video})
    go_on(page)

    expect_section(page, "Les accords")
    fill(page, {"personnes": "true"})
    fill(page, {"mineurs": "false"})
    # The section comes back with what the answer calls for; a file is chosen after that.
    page.wait_for_load_state("networkidle")
    page.locator('main [name="autorisations"]').set_input_files(
        {"name": "autorisations.png", "mimeType": "image/png", "buffer": _picture()}
    )
    fill(page, dict.fromkeys(("accord_personnes", "accord_lieu", "accord_publication", "accord_musique"), True))
    go_on(page)

    expect_section(page, "Relisez et envoyez")
    address = page.url.removesuffix("relecture/")
    send(page)
    page.wait_for_url("**/recepisse/**")
    return address
