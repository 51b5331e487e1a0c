"""The bank's part of the site map, taken into urls.py."""

from django.urls import path

from courses.quizzes.bank import views

urlpatterns = [
    path("<slug:slug>/bank/", views.bank, name="bank"),
    path("<slug:slug>/bank/new/", views.question_kinds, name="question_kinds"),
    path("<slug:slug>/bank/new/<slug:kind>/", views.question_new, name="question_new"),
    path("<slug:slug>/bank/preview/<slug:kind>/", views.question_preview, name="question_preview"),
    path("<slug:slug>/bank/questions/<slug:key>/", views.question, name="question"),
    path(
        "<slug:slug>/bank/questions/<slug:key>/retire/",
        views.question_retire,
        name="question_retire",
    ),
    path(
        "<slug:slug>/bank/questions/<slug:key>/restore/",
        views.question_restore,
        name="question_restore",
    ),
    path(
        "<slug:slug>/bank/questions/<slug:key>/duplicate/",
        views.question_duplicate,
        name="question_duplicate",
    ),
]
