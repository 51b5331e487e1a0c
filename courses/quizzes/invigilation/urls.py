from django.urls import path

from courses.quizzes.invigilation import views, views_all

OF_ATTEMPT = "<slug:slug>/results/attempts/<uuid:attempt>/"

urlpatterns = [
    path("<slug:slug>/quiz/<slug:key>/live/", views.live, name="live"),
    path("<slug:slug>/quiz/<slug:key>/live/time/", views_all.time_for_all, name="time_for_all"),
    path(f"{OF_ATTEMPT}acts/<slug:kind>/", views.act, name="act"),
    path(f"{OF_ATTEMPT}acts/<int:act>/undo/", views.undo_act, name="undo_act"),
]
