"""A person's accommodation, for those who may set it: to others the page does not exist."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from courses.people.accommodations.forms import AccommodationForm
from courses.people.accommodations.queries import accommodation_of, history_of, people_for
from courses.people.accommodations.services import end_accommodation, set_accommodation
from courses.people.models import User
from courses.people.requests import current_user, posted


def _person(request: HttpRequest, pk: int) -> User:
    return get_object_or_404(people_for(current_user(request)), pk=pk)


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def accommodation(request: HttpRequest, pk: int) -> HttpResponse:
    person = _person(request, pk)
    before = accommodation_of(person)
    form = AccommodationForm(posted(request), before=before)
    if request.method == "POST" and form.is_valid():
        set_accommodation(person, by=current_user(request), **form.chosen())
        messages.success(
            request, _("It holds from now on, in every quiz and in attempts under way.")
        )
        return redirect("people:accommodation", pk)
    context = {"shown": person, "form": form, "now": before, "history": history_of(person)}
    status = 422 if form.errors else 200
    return render(request, "people/accommodation.html", context, status=status)


@login_required
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Attempts under way keep what they were given."""
    person = _person(request, pk)
    if end_accommodation(person, by=current_user(request)):
        messages.success(request, _("It holds no more. Attempts under way keep what they got."))
    return redirect("people:accommodation", pk)
