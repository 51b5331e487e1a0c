"""What administrators do with certificates."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from courses.certificates import queries, services
from courses.certificates.codes import grouped, tidy
from courses.certificates.errors import CertificateError
from courses.certificates.forms import RevokeForm
from courses.certificates.models import Certificate
from courses.people.rules import administrator_required

PER_PAGE = 50


def _certificate(code: str) -> Certificate:
    rows = queries.issued().select_related("course", "user")
    return get_object_or_404(rows, code=tidy(code) or "")


@require_GET
@administrator_required
def issued(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").strip()
    page = Paginator(queries.found(text), PER_PAGE).get_page(request.GET.get("page"))
    for certificate in page:
        certificate.code = grouped(certificate.code)
    return render(request, "certificates/issued.html", {"page": page, "text": text})


@require_http_methods(["GET", "POST"])
@administrator_required
def revoke(request: HttpRequest, code: str) -> HttpResponse:
    """GET asks why, POST does."""
    certificate = _certificate(code)
    form = RevokeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.revoke(certificate, reason=form.cleaned_data["reason"])
            messages.success(request, _("The certificate is revoked. Its page says so."))
        except CertificateError as problem:
            messages.warning(request, str(problem))
        return redirect("certificates:verify", code=grouped(certificate.code))
    context = {"form": form, "certificate": certificate, "code": grouped(certificate.code)}
    status = 422 if form.errors else 200
    return render(request, "certificates/revoke.html", context, status=status)


@require_POST
@administrator_required
def reissue(request: HttpRequest, code: str) -> HttpResponse:
    certificate = _certificate(code)
    try:
        services.reissue(certificate)
        messages.success(
            request,
            _("The certificate is made anew, in the name of %(holder)s.")
            % {"holder": certificate.holder},
        )
    except CertificateError as problem:
        messages.error(request, str(problem))
    return redirect("certificates:verify", code=grouped(certificate.code))
