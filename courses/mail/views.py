"""Pages about mail: what was sent, reading it, stopping it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from courses.mail import queries
from courses.mail.hold import hold_in_force
from courses.mail.models import Message
from courses.mail.reading import may_read_here, message_of
from courses.mail.unsubscribe import read_wish, stop_mail
from courses.mail.wishes import OF_STAFF, set_wish, wants
from courses.people.requests import current_user
from courses.people.rules import administrator_required

PER_PAGE = 50
# A mail's own page may style itself and be left by a click, and nothing else.
SHEET_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self';"
    " sandbox allow-popups allow-popups-to-escape-sandbox"
    " allow-top-navigation-by-user-activation"
)


@require_safe
@administrator_required
def sent(request: HttpRequest) -> HttpResponse:
    wanted = {name: request.GET.get(name, "") for name in ("text", "state", "kind")}
    page = Paginator(queries.messages_listed(**wanted), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "wanted": wanted,
        "states": Message.State.choices,
        "kinds": queries.mail_kinds(),
        "hold": hold_in_force(),
    }
    return render(request, "mail/sent.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def wishes(request: HttpRequest) -> HttpResponse:
    """Which mail the staff do without."""
    user = current_user(request)
    if request.method == "POST":
        set_wish(user, OF_STAFF, wanted="work_waiting" in request.POST)
        messages.success(request, _("Saved."))
        return redirect("mail:wishes")
    return render(request, "mail/wishes.html", {"wants": wants(user, OF_STAFF)})


@require_safe
@administrator_required
def message(request: HttpRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Message, pk=pk)
    sheet_url = reverse("mail:sheet", args=[shown.pk])
    return render(request, "mail/message.html", {"message": shown, "sheet_url": sheet_url})


@require_safe
@xframe_options_sameorigin
@administrator_required
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The HTML of a mail alone, for the frame of its page."""
    return as_sheet(get_object_or_404(Message, pk=pk))


@require_safe
@never_cache
def open_mail(request: HttpRequest, token: str) -> HttpResponse:
    """One's own mail, where mail goes to files on this machine."""
    shown = _readable_here(request, token)
    sheet_url = reverse("mail:open_sheet", args=[token])
    return render(request, "mail/open.html", {"message": shown, "sheet_url": sheet_url})


@require_safe
@never_cache
@xframe_options_sameorigin
def open_sheet(request: HttpRequest, token: str) -> HttpResponse:
    return as_sheet(_readable_here(request, token))


def _readable_here(request: HttpRequest, token: str) -> Message:
    shown = message_of(token) if may_read_here(request) else None
    if shown is None:
        raise Http404
    return shown


def as_sheet(shown: Message) -> HttpResponse:
    """Links leave the frame, since our pages refuse to be framed."""
    html = shown.html.replace("<head>", '<head><base target="_top">', 1)
    response = HttpResponse(html)
    response["Content-Security-Policy"] = SHEET_POLICY
    return response


@csrf_exempt  # mail programs post here by themselves (RFC 8058); the token is the proof
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Ask on GET (link scanners follow links), stop on POST."""
    wish = read_wish(token)
    if wish is None:
        raise Http404
    if request.method == "POST":
        stop_mail(wish)
    return render(request, "mail/stop.html", {"wish": wish, "done": request.method == "POST"})
