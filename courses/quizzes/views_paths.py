"""A scenario as staff see it: the ways that learners took, and a way of one's own, unrecorded."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from courses.catalog.models import Course
from courses.quizzes.bank.access import course_at
from courses.quizzes.models import Question, Quiz
from courses.quizzes.paths import path_lines, path_report
from courses.quizzes.previewing import played
from courses.quizzes.queries import in_language_of
from courses.quizzes.queries_draft import stem_of
from courses.quizzes.surveys import FEWEST
from courses.quizzes.types.registry import kind

PREFIX = "q"


def _scenario(course: Course, key: str) -> Question:
    """Raises Http404 for a question of another kind."""
    rows = Question.objects.select_related("current_version")
    found = get_object_or_404(rows, course=course, key=key, kind="scenario")
    if found.current_version is None:
        raise Http404
    return found


@login_required
@require_GET
def paths(request: HttpRequest, slug: str, key: str, question: str) -> HttpResponse:
    """Visits, choices, ways and endings of one scenario in one quiz."""
    course = course_at(request, slug)
    quiz, found = get_object_or_404(Quiz, course=course, key=key), _scenario(course, question)
    report = path_report(quiz, found)
    context = {
        "course": course,
        "tab": "results",
        "quiz": quiz,
        "question": found,
        "stem": stem_of(found),
        "report": report,
        "fewest": FEWEST,
        "is_shown": report.people >= FEWEST,
    }
    return render(request, "quizzes/results/paths.html", context)


@login_required
@require_GET
def paths_csv(
    request: HttpRequest, slug: str, key: str, question: str
) -> HttpResponse | StreamingHttpResponse:
    """The same figures; none while too few have taken it."""
    course = course_at(request, slug)
    quiz, found = get_object_or_404(Quiz, course=course, key=key), _scenario(course, question)
    report = path_report(quiz, found)
    if report.people < FEWEST:
        words = _("These figures are shown once %(fewest)d learners have taken the scenario.")
        return HttpResponse(words % {"fewest": FEWEST}, content_type="text/plain; charset=utf-8")
    response = StreamingHttpResponse(path_lines(report), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="paths-{found.key}.csv"'
    return response


@login_required
@require_GET
def play(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """The scenario as it stands in the bank, from the first scene; the address holds the way."""
    course = course_at(request, slug)
    found = _scenario(course, key)
    version, member = found.current_version, kind(found.kind)
    assert version is not None, "_scenario has seen to it"
    wanted = request.GET.get("language", "")
    language = wanted if wanted in version.specs else next(iter(version.specs))
    spec, data = in_language_of(version.specs, language), dict(request.GET.lists())
    value, error = played(member, spec, data, PREFIX)
    context = {
        "course": course,
        "tab": "questions",
        "question": found,
        "language": language,
        "languages": list(version.specs),
        "html": member.render(spec, prefix=PREFIX, value=value, error=error),
    }
    return render(request, "quizzes/bank/play.html", context, status=422 if error else 200)
