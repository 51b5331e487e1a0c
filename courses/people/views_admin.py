"""The administrators' rooms: people, invitations, the site and its legal texts."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from content.markup import MarkupError
from content.markup import render as render_markdown
from courses.people import queries, services
from courses.people.audit import changes_of
from courses.people.errors import PeopleError
from courses.people.forms import (
    LEGAL_KINDS,
    InvitationForm,
    LegalForm,
    RolesForm,
    SiteForm,
)
from courses.people.legal import current_version, legal_text, publish_legal_text
from courses.people.models import Cohort, Invitation, SiteSettings, User
from courses.people.requests import current_user, posted
from courses.people.rules import administrator_required
from courses.people.site import forget_site_settings

PER_PAGE = 50


@require_GET
@administrator_required
def people(request: HttpRequest) -> HttpResponse:
    wanted = {name: request.GET.get(name, "") for name in ("q", "role", "state", "sort")}
    found = queries.people(
        text=wanted["q"], role=wanted["role"], state=wanted["state"], order=wanted["sort"]
    )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/people.html", {"page": page, "wanted": wanted})


@require_http_methods(["GET", "POST"])
@administrator_required
def person(request: HttpRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(User, pk=pk)
    form = RolesForm(posted(request), instance=shown)
    if request.method == "POST" and form.is_valid():
        kept = get_object_or_404(User, pk=pk)
        try:
            services.change_roles(kept, roles=form.cleaned_data, by=current_user(request))
        except PeopleError as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, _("The roles of %(person)s are changed.") % {"person": kept})
            return redirect("people:person", pk=pk)
    context = {
        "shown": get_object_or_404(User, pk=pk),
        "form": form,
        "coordinates": Cohort.objects.filter(coordinators=pk).order_by("name"),
        "changes": changes_of(shown)[:20],
        "belongs": Cohort.objects.filter(memberships__user=pk).order_by("name"),
    }
    return render(request, "people/person.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@administrator_required
def suspend(request: HttpRequest, pk: int) -> HttpResponse:
    """GET asks, POST does."""
    shown = get_object_or_404(User, pk=pk)
    if request.method == "GET":
        return render(request, "people/suspend.html", {"shown": shown})
    try:
        services.suspend(shown, by=current_user(request))
        messages.success(request, _("%(person)s is suspended and signed out.") % {"person": shown})
    except PeopleError as problem:
        messages.error(request, str(problem))
    return redirect("people:person", pk=pk)


@require_POST
@administrator_required
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(User, pk=pk)
    services.restore(shown, by=current_user(request))
    messages.success(request, _("%(person)s may sign in again.") % {"person": shown})
    return redirect("people:person", pk=pk)


@require_http_methods(["GET", "POST"])
@administrator_required
def invitations(request: HttpRequest) -> HttpResponse:
    form = InvitationForm(posted(request))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        services.invite(
            email=data["email"], roles=data, language=data["language"], by=current_user(request)
        )
        messages.success(
            request, _("An invitation is on its way to %(email)s.") % {"email": data["email"]}
        )
        return redirect("people:invitations")
    page = Paginator(queries.invitations(), PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page}
    return render(request, "people/invitations.html", context, status=422 if form.errors else 200)


@require_POST
@administrator_required
def withdraw_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation, pk=pk, accepted_at=None)
    invitation.delete()
    messages.success(
        request, _("The invitation of %(email)s is withdrawn.") % {"email": invitation.email}
    )
    return redirect("people:invitations")


@require_http_methods(["GET", "POST"])
@administrator_required
def site(request: HttpRequest) -> HttpResponse:
    row = SiteSettings.objects.first() or SiteSettings()
    # Another process may have saved: the page after saving shows what holds now.
    forget_site_settings()
    form = SiteForm(posted(request), request.FILES or None, instance=row)
    if request.method == "POST" and form.is_valid():
        form.save()
        forget_site_settings()
        messages.success(request, _("The site’s settings are saved."))
        return redirect("people:site")
    return render(request, "people/site.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@administrator_required
def legal(request: HttpRequest) -> HttpResponse:
    rows = [(kind, label, current_version(kind)) for kind, label in LEGAL_KINDS.items()]
    return render(request, "people/legal.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@administrator_required
def edit_legal(request: HttpRequest, kind: str) -> HttpResponse:
    if kind not in LEGAL_KINDS:
        raise Http404
    bodies = {
        language: legal_text(kind, language, render=render_markdown).body
        for language in ("en", "fr")
    }
    form = LegalForm(posted(request), bodies=bodies)
    if request.method == "POST" and form.is_valid():
        try:
            version = publish_legal_text(kind=kind, bodies=form.bodies(), render=render_markdown)
        except MarkupError:
            words = _(
                "This text cannot be shown: look for a bracket left open, or for a $ that is taken "
                "for a formula. Write \\$ for a dollar sign."
            )
            form.add_error(None, words)
        else:
            messages.success(request, _("Version %(number)s is published.") % {"number": version})
            return redirect("people:legal")
    context = {"form": form, "kind": kind, "title": LEGAL_KINDS[kind]}
    return render(request, "people/legal_edit.html", context, status=422 if form.errors else 200)
