"""A person's own pages: profile, language, consent, legal texts, an invitation's link."""

import mimetypes

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from content.markup import render as render_markdown
from courses.people.accommodations.queries import accommodation_of
from courses.people.adapter import INVITATION_KEY
from courses.people.forms import LEGAL_KINDS, ConsentForm, ProfileForm
from courses.people.legal import language_now, legal_text, missing_consents, record_consent
from courses.people.requests import current_user, posted
from courses.people.services import open_invitation
from courses.people.site import site_settings

A_DAY = 24 * 3600


@require_http_methods(["GET", "POST"])
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    user = current_user(request)
    form = ProfileForm(posted(request), instance=user)
    if request.method == "POST" and form.is_valid():
        form.save()
        translation.activate(user.language)
        messages.success(request, _("Your profile is saved."))
        return redirect("people:settings")
    status = 422 if form.errors else 200
    context = {"form": form, "accommodation": accommodation_of(user)}
    return render(request, "people/settings.html", context, status=status)


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """For this browser, and for good where somebody is signed in."""
    language = request.POST.get("language", "")
    if language not in settings.INTERFACE_LANGUAGES:
        raise Http404
    response = redirect(_safe_next(request))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 3600,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    if request.user.is_authenticated:
        user = current_user(request)
        user.language = language
        user.save(update_fields=["language"])
    return response


def _safe_next(request: HttpRequest, *, default: str = "/") -> str:
    target = request.POST.get("next") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if safe else default


@require_http_methods(["GET", "POST"])
@login_required
def consent(request: HttpRequest) -> HttpResponse:
    """Asked at sign-in when a legal text has a newer version than the one accepted."""
    user = current_user(request)
    form = ConsentForm(posted(request))
    onward = _safe_next(request, default=resolve_url(settings.LOGIN_REDIRECT_URL))
    if not missing_consents(user):
        return redirect(onward)
    if request.method == "POST" and form.is_valid():
        record_consent(user)
        return redirect(onward)
    status = 422 if form.errors else 200
    context = {"form": form, "is_first": not user.consents.exists()}
    return render(request, "people/consent.html", context, status=status)


@require_GET
def show_legal_text(request: HttpRequest, kind: str) -> HttpResponse:
    if kind not in LEGAL_KINDS:
        raise Http404
    text = legal_text(kind, language_now(), render=render_markdown)
    context = {"text": text, "title": LEGAL_KINDS[kind], "contact": site_settings().contact_email}
    return render(request, "people/legal_text.html", context)


@require_GET
def logo(request: HttpRequest) -> FileResponse:
    """The site's mark; its address changes with the file, so browsers keep it."""
    file = site_settings().logo
    name = file.name or ""
    if not name or not file.storage.exists(name):
        raise Http404
    kind = mimetypes.guess_type(name)[0]
    response = FileResponse(file.open("rb"), content_type=kind)
    response["Cache-Control"] = f"public, max-age={A_DAY}"
    return response


@require_GET
def join(request: HttpRequest, token: str) -> HttpResponse:
    """The link of an invitation: kept in the session, then on to sign-up."""
    invitation = open_invitation(token)
    if invitation is None:
        return render(request, "people/invitation_over.html", status=410)
    request.session[INVITATION_KEY] = token
    translation.activate(invitation.language)
    response = redirect(f"{reverse('account_signup')}?{urlencode({'email': invitation.email})}")
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, invitation.language, samesite="Lax")
    return response
