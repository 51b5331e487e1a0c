from django.urls import path

from courses.quizzes import urls_bank, views_attempt, views_quiz

app_name = "quizzes"

urlpatterns = [
    path("attempts/<uuid:attempt>/", views_attempt.attempt, name="attempt"),
    path("attempts/<uuid:attempt>/save/", views_attempt.save, name="save"),
    path("attempts/<uuid:attempt>/check/", views_attempt.check, name="check"),
    path("attempts/<uuid:attempt>/submit/", views_attempt.submit, name="submit"),
    path("attempts/<uuid:attempt>/status/", views_attempt.status, name="status"),
    path("attempts/<uuid:attempt>/result/", views_attempt.result, name="result"),
    path("<slug:slug>/quiz/<slug:key>/", views_quiz.quiz, name="quiz"),
    path("<slug:slug>/quiz/<slug:key>/start/", views_quiz.start, name="start"),
    *urls_bank.urlpatterns,
]
