"""The video contest: one entry is shown and wins, another is refused and never appears."""

import re

from playwright.sync_api import expect

from tests.e2e.contest import Entry, enter

GALLERY = "/concours-video/"
REASON = "Cette vidéo est une publicité : le règlement l’exclut."
PRAISE = "On voudrait entrer dans l’atelier."


def test_an_accepted_video_joins_the_gallery_and_wins_while_a_refused_one_never_appears(visitor):
    shown, refused = Entry("La voix de l’épicéa"), Entry("Achetez mes violons")
    winner, seller = visitor(shown.sender), visitor(refused.sender)
    winner.sign_in_by_link()
    seller.sign_in_by_link()
    dossier, other_dossier = enter(winner, shown), enter(seller, refused)
    passer_by = visitor()
    passer_by.page.goto(GALLERY)
    expect(passer_by.page.locator("main")).not_to_contain_text(shown.token)

    # In this contest, whoever moderates puts the video on line: nobody else has to approve it.
    agent = visitor("agente@passerelle.example")
    agent.sign_in_with_password()
    agent.decide(refused.title, "Ne pas publier", REASON)
    agent.decide(shown.title, "Accepter et publier", "Le geste est clair.")
    passer_by.wait_until(GALLERY, shown.title)

    jury = visitor("comite@passerelle.example")
    jury.sign_in_with_password()
    jury.decide(shown.title, "Désigner lauréate", PRAISE)

    # Both are told, by mail and in their space; the winner has something to print.
    document = winner.link_in_mail(re.compile("/mon-espace/documents/"), saying="a choisi votre vidéo")
    winner.page.goto(dossier)
    expect(winner.page.locator("main")).to_contain_text("le jury a choisi votre vidéo")
    expect(winner.page.locator("main")).to_contain_text(PRAISE)
    expect(winner.page.get_by_role("link", name=re.compile("Prix «"))).to_be_visible()
    assert winner.page.request.get(document).body().startswith(b"%PDF-")
    assert seller.page.request.get(document).status == 404
    seller.page.goto(f"/demonstration/courriels/?pour={refused.sender}")
    expect(seller.page.locator("main")).to_contain_text(REASON)
    seller.page.goto(other_dossier)
    expect(seller.page.locator("main")).to_contain_text("Non publiée")
    expect(seller.page.locator("main")).to_contain_text(REASON)

    # The page of the video leads to it and says nothing of the person beyond what they made public.
    passer_by.page.goto(GALLERY)
    expect(passer_by.page.locator("main")).not_to_contain_text(refused.token)
    passer_by.page.get_by_role("link", name=shown.title).click()
    page = passer_by.page
    expect(page.get_by_role("heading", level=1)).to_have_text(shown.title)
    expect(page.locator("main")).to_contain_text("Luthière")
    for private in (shown.sender, "Le geste est clair", "Vos accords", dossier.split("/")[-2]):
        assert private not in page.content()
    expect(page.locator(f'main a[href="{shown.video}"]')).to_be_visible()

    page.goto(f"/recherche/?q={refused.token}")
    expect(page.locator("main")).not_to_contain_text(refused.title)
