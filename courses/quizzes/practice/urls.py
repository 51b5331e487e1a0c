from django.urls import path

from courses.quizzes.practice import views

urlpatterns = [
    path("practice/", views.practice, name="practice"),
    path("practice/rounds/<uuid:practised>/", views.practice_round, name="practice_round"),
    path("practice/cards/<int:card>/known/", views.practice_known, name="practice_known"),
    path("<slug:slug>/practice/", views.course_practice, name="course_practice"),
]
