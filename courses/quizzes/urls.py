from django.urls import path

from courses.quizzes import (
    urls_bank,
    views_attempt,
    views_draft,
    views_paths,
    views_preview,
    views_quiz,
    views_results,
)
from courses.quizzes.explaining import views as explaining_views
from courses.quizzes.files import views as files_views
from courses.quizzes.gradebook import urls as urls_gradebook
from courses.quizzes.hints import views as hints_views
from courses.quizzes.invigilation import urls as urls_invigilation
from courses.quizzes.marking import views as marking_views
from courses.quizzes.practice import urls as urls_practice
from courses.quizzes.raised import urls as urls_raised
from courses.quizzes.review import views as review_views
from courses.quizzes.sections import urls as urls_sections
from courses.quizzes.taking import views as taking_views
from courses.quizzes.terms import urls as urls_terms
from courses.quizzes.trying import views as trying_views
from courses.quizzes.writing import urls as urls_writing

app_name = "quizzes"

urlpatterns = [
    path("attempts/<uuid:attempt>/", views_attempt.attempt, name="attempt"),
    path("attempts/<uuid:attempt>/save/", views_attempt.save, name="save"),
    path("attempts/<uuid:attempt>/hint/", hints_views.hint, name="hint"),
    path("attempts/<uuid:attempt>/try/", trying_views.try_answer, name="try"),
    path("attempts/<uuid:attempt>/files/<int:slot>/", files_views.send, name="send_files"),
    path("files/<uuid:key>/", files_views.answer_file, name="answer_file"),
    path("attempts/<uuid:attempt>/now/", taking_views.now, name="now"),
    path("attempts/<uuid:attempt>/flag/", taking_views.flag, name="flag"),
    path("attempts/<uuid:attempt>/leave/", taking_views.leave, name="leave"),
    path("attempts/<uuid:attempt>/check/", views_attempt.check, name="check"),
    path("attempts/<uuid:attempt>/submit/", views_attempt.submit, name="submit"),
    path("attempts/<uuid:attempt>/status/", views_attempt.status, name="status"),
    path("attempts/<uuid:attempt>/result/", review_views.result, name="result"),
    path("<slug:slug>/quiz/<slug:key>/", views_quiz.quiz, name="quiz"),
    path("<slug:slug>/quiz/<slug:key>/start/", views_quiz.start, name="start"),
    path("<slug:slug>/quiz/<slug:key>/why/", explaining_views.why, name="why"),
    path("<slug:slug>/quiz/<slug:key>/meets/", explaining_views.meets, name="meets"),
    path("<slug:slug>/quizzes/", views_draft.quizzes, name="quizzes"),
    path("<slug:slug>/quizzes/new/", views_draft.new, name="new"),
    path("<slug:slug>/quiz/<slug:key>/settings/", views_draft.settings, name="settings"),
    path("<slug:slug>/quiz/<slug:key>/items/", views_draft.items, name="items"),
    path("<slug:slug>/quiz/<slug:key>/preview/", views_preview.preview, name="preview"),
    path("<slug:slug>/quiz/<slug:key>/remove/", views_draft.remove, name="remove"),
    path("<slug:slug>/marking/", marking_views.to_mark, name="to_mark"),
    path("<slug:slug>/marking/<uuid:attempt>/<int:slot>/", marking_views.mark, name="mark"),
    path("<slug:slug>/results/", views_results.results, name="results"),
    path("<slug:slug>/results/<slug:key>/", views_results.quiz_results, name="quiz_results"),
    path(
        "<slug:slug>/results/<slug:key>/questions.csv",
        views_results.questions_csv,
        name="questions_csv",
    ),
    path("<slug:slug>/results/<slug:key>/paths/<slug:question>/", views_paths.paths, name="paths"),
    path(
        "<slug:slug>/results/<slug:key>/paths/<slug:question>/table.csv",
        views_paths.paths_csv,
        name="paths_csv",
    ),
    path("<slug:slug>/bank/questions/<slug:key>/play/", views_paths.play, name="play"),
    path("<slug:slug>/results/attempts/<uuid:attempt>/", views_results.seen_attempt, name="seen"),
    *urls_bank.urlpatterns,
    *urls_gradebook.urlpatterns,
    *urls_invigilation.urlpatterns,
    *urls_practice.urlpatterns,
    *urls_raised.urlpatterns,
    *urls_sections.urlpatterns,
    *urls_terms.urlpatterns,
    *urls_writing.urlpatterns,
]
