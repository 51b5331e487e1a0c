"""More time for everybody who is in a quiz."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from courses.people.requests import current_user, posted
from courses.quizzes.bank.access import course_at
from courses.quizzes.invigilation.for_all import AT_ONCE, give_time_to_all, timed_attempts
from courses.quizzes.invigilation.forms import TimeForm
from courses.quizzes.models import Quiz


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def time_for_all(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """GET asks for the minutes and why, and says how many it concerns; POST gives them."""
    course = course_at(request, slug)
    quiz = get_object_or_404(Quiz, course=course, key=key)
    form = TimeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        press = form.press(current_user(request))
        row = give_time_to_all(
            quiz,
            by=press.by,
            reason=press.reason,
            operation=press.operation,
            seconds=form.more["seconds"],
        )
        messages.success(request, _told(row.total))
        return redirect("quizzes:live", slug, key)
    context = {
        "course": course,
        "tab": "results",
        "quiz": quiz,
        "form": form,
        "count": timed_attempts(quiz).count(),
    }
    status = 422 if form.errors else 200
    return render(request, "quizzes/invigilation/time_for_all.html", context, status=status)


def _told(count: int) -> str:
    if count > AT_ONCE:
        return _("The time is being given to everybody; this page says how far it has come.")
    words = ngettext("%(count)d attempt got more time.", "%(count)d attempts got more time.", count)
    return words % {"count": count}
