"""An author says what a question refers to."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.people.nul import without_nul
from courses.quizzes.bank.access import author_of, course_at, question_at
from courses.quizzes.models import Question
from courses.quizzes.stimuli.referring import set_stimulus
from courses.quizzes.stimuli.services import NoStimulus


@login_required
@require_POST
def refers_to(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """`stimulus` is the key of one, or empty for none."""
    course = course_at(request, slug)
    question, wanted = question_at(course, key), without_nul(request.POST.get("stimulus", ""))
    stimulus = Question.objects.filter(course=course, key=wanted).first()
    try:
        if wanted and stimulus is None:
            raise NoStimulus
        set_stimulus(question, stimulus, by=author_of(request))
    except NoStimulus as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Saved. Learners see it with the next edition."))
    return redirect("quizzes:question", slug=slug, key=key)
