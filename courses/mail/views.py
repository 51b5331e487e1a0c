"""Pages about mail: what was sent, reading it, stopping it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from courses.mail.unsubscribe import read_wish, stop_mail


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
