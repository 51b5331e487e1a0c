"""Mail on hold after a restore: what waits, sending it, dropping it, and taking that back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from courses.mail import hold
from courses.people.requests import current_user
from courses.people.rules import administrator_required


@require_safe
@administrator_required
def held(request: HttpRequest) -> HttpResponse:
    kinds = hold.held_by_kind()
    context = {
        "hold": hold.last_hold(),
        "kinds": kinds,
        "count": sum(count for _kind, count in kinds),
    }
    return render(request, "mail/held.html", context)


@require_POST
@administrator_required
def send(request: HttpRequest) -> HttpResponse:
    count = hold.send_held(by=current_user(request))
    if count is None:
        messages.info(request, _("No mail is on hold any more."))
    else:
        sentence = ngettext(
            "The hold is over; %(count)d mail is on its way.",
            "The hold is over; %(count)d mails are on their way.",
            count,
        )
        messages.success(request, sentence % {"count": count})
    return redirect("mail:sent")


@require_POST
@administrator_required
def drop(request: HttpRequest) -> HttpResponse:
    count = hold.drop_held(by=current_user(request))
    if count is None:
        messages.info(request, _("No mail is on hold any more."))
    else:
        sentence = ngettext(
            "The hold is over; %(count)d mail will not be sent.",
            "The hold is over; %(count)d mails will not be sent.",
            count,
        )
        messages.success(request, sentence % {"count": count})
    return redirect("mail:held")


@require_POST
@administrator_required
def undo(request: HttpRequest) -> HttpResponse:
    count = hold.undo_drop()
    if count is None:
        messages.info(request, _("There is nothing to take back."))
    else:
        sentence = ngettext(
            "%(count)d mail is on hold again.", "%(count)d mails are on hold again.", count
        )
        messages.success(request, sentence % {"count": count})
    return redirect("mail:held")
