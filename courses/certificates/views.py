"""Certificates as people meet them: checked by anybody, opened by whom they concern."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from courses.certificates import guesses, queries, services
from courses.certificates.codes import grouped, tidy
from courses.certificates.forms import CodeForm
from courses.people.models import User
from courses.people.requests import current_user


@require_GET
def check(request: HttpRequest) -> HttpResponse:
    """A form to type a code; the answer is the certificate's own page."""
    form = CodeForm(request.GET or None)
    if form.is_valid():
        return redirect("certificates:verify", code=grouped(form.cleaned_data["code"]))
    status = 422 if form.errors else 200
    return render(request, "certificates/check.html", {"form": form}, status=status)


@require_GET
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Public. Shows name, course, date and whether the certificate stands; nothing else."""
    certificate = queries.by_code(code)
    if certificate is None:
        return _unknown(request, code)
    user = request.user
    context = {
        "certificate": certificate,
        "code": grouped(certificate.code),
        "completed_on": queries.completed_on(certificate),
        "may_open": isinstance(user, User)
        and queries.certificates_for(user).filter(pk=certificate.pk).exists(),
        "may_administer": isinstance(user, User) and user.is_administrator,
    }
    return render(request, "certificates/verify.html", context)


def _unknown(request: HttpRequest, code: str) -> HttpResponse:
    if guesses.too_many(request):
        response = render(request, "certificates/too_many.html", status=429)
        response["Retry-After"] = str(guesses.SECONDS)
        return response
    context = {"form": CodeForm(), "typed": code}
    return render(request, "certificates/unknown.html", context, status=404)


@require_GET
@login_required
def pdf(request: HttpRequest, code: str) -> FileResponse:
    mine = queries.certificates_for(current_user(request))
    certificate = get_object_or_404(mine, code=tidy(code) or "")
    if not default_storage.exists(certificate.pdf.name or ""):
        raise Http404
    name = f"{certificate.course.slug}-{certificate.code[:8]}.pdf"
    return FileResponse(certificate.pdf.open("rb"), content_type="application/pdf", filename=name)


@require_POST
@login_required
def make(request: HttpRequest, slug: str) -> HttpResponse:
    """For a completion that waited for a name."""
    user = current_user(request)
    completion = get_object_or_404(queries.waiting_of(user), course__slug=slug)
    if not user.name_on_certificate.strip():
        messages.warning(request, _("Set your name first: it will stand on the certificate."))
        return redirect("people:settings")
    services.ask_for_award(completion)
    messages.success(request, _("Your certificate is being made. A mail tells you when it is."))
    return redirect("home:my_learning")
