from django.urls import path

from courses.quizzes.raised import views, views_staff

urlpatterns = [
    path("attempts/<uuid:attempt>/raise/<int:number>/", views.raise_about, name="raise"),
    path("my-questions/", views.my_questions, name="my_questions"),
    path(
        "<slug:slug>/bank/questions/<slug:key>/raised/",
        views_staff.question_raised,
        name="question_raised",
    ),
]
