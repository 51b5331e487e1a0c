"""What an author has already: its part of the site map, taken into urls.py."""

from django.urls import path

from courses.quizzes.writing import views

urlpatterns = [
    path("<slug:slug>/bank/paste/", views.paste, name="paste"),
    path(
        "<slug:slug>/bank/unsaved/<int:writing>/throw-away/",
        views.throw_away,
        name="throw_away",
    ),
]
