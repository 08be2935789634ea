"""The sign-in page, the link that comes by mail, the way out."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cms.accounts import links, passwords
from cms.accounts.demonstration import PASSWORD, PEOPLE
from cms.accounts.forms import LinkForm, PasswordForm
from cms.accounts.limits import TooManyAttempts
from cms.accounts.models import User
from cms.accounts.origin import origin

logger = logging.getLogger(__name__)

_BACKEND = "django.contrib.auth.backends.ModelBackend"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for an address and send it a link. The answer is the same whether or not the address has an account."""
    if request.method != "POST":
        return _page(request)
    form = LinkForm(request.POST, auto_id="link-%s")
    if not form.is_valid():
        return _page(request, link_form=form, status=422)
    try:
        links.send(form.cleaned_data["email"], origin(request), _next(request))
    except TooManyAttempts as refusal:
        form.add_error(None, str(refusal))
        return _page(request, link_form=form, status=429)
    except (SMTPException, OSError):
        logger.exception("The sign-in mail could not be sent")
        form.add_error(None, _("The mail could not be sent. Nothing is lost: please try again in a few minutes."))
        return _page(request, link_form=form, status=503)
    context = {"email": form.cleaned_data["email"].strip(), "next": _next(request), **_demonstration()}
    return render(request, "accounts/link_sent.html", context)


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Sign in with an address and a password."""
    if request.method != "POST":
        return redirect("accounts:sign_in")
    form = PasswordForm(request.POST, auto_id="password-%s")
    if not form.is_valid():
        return _page(request, password_form=form, status=422)
    try:
        user = passwords.check(request, form.cleaned_data["email"], form.cleaned_data["password"])
    except (TooManyAttempts, passwords.PasswordRefused) as refusal:
        form.add_error(None, str(refusal))
        status = 429 if isinstance(refusal, TooManyAttempts) else 422
        return _page(request, password_form=form, status=status)
    login(request, user, backend=_BACKEND)
    return redirect(_after(user, _next(request)))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show what a link opens (GET, which a mail scanner may do and burns nothing); open it (POST)."""
    try:
        if request.method != "POST":
            return render(request, "accounts/confirm.html", {"link": links.read(token)})
        user, link = links.use(token)
    except links.LinkRefused as refusal:
        return render(request, "accounts/link_refused.html", {"reason": str(refusal)}, status=410)
    login(request, user, backend=_BACKEND)
    return redirect(_after(user, link.next_path))


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Close the session and say so on the sign-in page."""
    logout(request)
    return redirect("accounts:signed_out")


@require_GET
def signed_out(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/signed_out.html")


def _page(
    request: HttpRequest,
    *,
    link_form: LinkForm | None = None,
    password_form: PasswordForm | None = None,
    status: int = 200,
) -> HttpResponse:
    refused = link_form or password_form
    context = {
        "link_form": link_form or LinkForm(auto_id="link-%s"),
        "password_form": password_form or PasswordForm(auto_id="password-%s"),
        "password_open": password_form is not None,
        "problems": refused.problems() if refused else [],
        "next": _next(request),
        **_demonstration(),
    }
    return render(request, "accounts/sign_in.html", context, status=status)


def _demonstration() -> dict[str, object]:
    if not settings.DEMONSTRATION:
        return {}
    return {"demonstration": True, "people": PEOPLE, "demonstration_password": PASSWORD}


def _next(request: HttpRequest) -> str:
    """Return where the person was going: a path of this site, or "" (another site's address is dropped)."""
    path = request.POST.get("next") or request.GET.get("next") or ""
    return path if len(path) <= 500 and path.startswith("/") and _is_ours(path) else ""


def _is_ours(path: str) -> bool:
    return url_has_allowed_host_and_scheme(path, allowed_hosts=None)


def _after(user: User, path: str) -> str:
    """Return where to go: the path asked for, else the admin for those who work in it, else the applicant's space."""
    if path and _is_ours(path):
        return path
    if user.has_perm("wagtailadmin.access_admin"):
        return resolve_url("wagtailadmin_home")
    return resolve_url(settings.LOGIN_REDIRECT_URL)
