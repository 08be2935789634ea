"""Sign-in, and the mails of the demonstration."""

from django.urls import URLPattern, URLResolver, path

from cms.accounts.views import mailbox, sign_in

app_name = "accounts"
urlpatterns: list[URLPattern | URLResolver] = [
    path("connexion/", sign_in.sign_in, name="sign_in"),
    path("connexion/mot-de-passe/", sign_in.password, name="password"),
    path("connexion/lien/<str:token>/", sign_in.confirm, name="confirm"),
    path("deconnexion/", sign_in.sign_out, name="sign_out"),
    path("deconnexion/fait/", sign_in.signed_out, name="signed_out"),
    path("demonstration/courriels/", mailbox.mailbox, name="mailbox"),
    path("demonstration/courriels/fichiers/<int:pk>/", mailbox.sent_file, name="sent_file"),
]
