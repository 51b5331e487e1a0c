"""The bank's part of the site map, taken into urls.py."""

from django.urls import path

from courses.quizzes.bank import views, views_labels, views_list, views_report, views_review
from courses.quizzes.media import views as media
from courses.quizzes.stimuli import views as stimuli

urlpatterns = [
    path("<slug:slug>/bank/", views_list.bank, name="bank"),
    path("<slug:slug>/bank/change/", views_list.bulk, name="bulk"),
    path("<slug:slug>/bank/changes/", views_list.bulk_edits, name="bulk_edits"),
    path("<slug:slug>/bank/changes/<int:edit>/", views_list.bulk_edit, name="bulk_edit"),
    path("<slug:slug>/bank/changes/<int:edit>/undo/", views_list.bulk_undo, name="bulk_undo"),
    path("<slug:slug>/bank/pictures/", media.pictures, name="pictures"),
    path(
        "<slug:slug>/bank/questions/<slug:key>/refers/", stimuli.refers_to, name="question_stimulus"
    ),
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
    path("<slug:slug>/bank/findings/", views_report.findings, name="findings"),
    path("<slug:slug>/bank/findings/<slug:quiz>/", views_report.quiz_waive, name="quiz_waive"),
    path("<slug:slug>/bank/labels/", views_labels.labels, name="labels"),
    path("<slug:slug>/bank/labels/<int:label>/", views_labels.label, name="label"),
    path("<slug:slug>/bank/alike/", views_report.alike, name="alike"),
    path("<slug:slug>/bank/alike/<int:pair>/", views_report.alike_settled, name="alike_settled"),
    path("<slug:slug>/bank/rules/", views_report.bank_rules, name="bank_rules"),
    path(
        "<slug:slug>/bank/questions/<slug:key>/review/",
        views_review.question_review,
        name="question_review",
    ),
    path(
        "<slug:slug>/bank/questions/<slug:key>/state/",
        views_review.question_state,
        name="question_state",
    ),
    path(
        "<slug:slug>/bank/questions/<slug:key>/comments/",
        views_review.question_comment,
        name="question_comment",
    ),
    path(
        "<slug:slug>/bank/questions/<slug:key>/comments/<int:comment>/",
        views_review.question_comment_settled,
        name="question_comment_settled",
    ),
    path(
        "<slug:slug>/bank/questions/<slug:key>/findings/",
        views_review.question_waive,
        name="question_waive",
    ),
]
