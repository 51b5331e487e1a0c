from django.urls import path

from courses.quizzes.terms import views, views_break

QUIZ = "<slug:slug>/quiz/<slug:key>"

urlpatterns = [
    path(f"{QUIZ}/exceptions/", views.overrides, name="overrides"),
    path(f"{QUIZ}/exceptions/person/<int:user>/", views.person, name="override_person"),
    path(f"{QUIZ}/exceptions/group/<int:cohort>/", views.cohort, name="override_cohort"),
    path(f"{QUIZ}/exceptions/<int:override>/end/", views.end, name="override_end"),
    path(f"{QUIZ}/exceptions/<int:override>/back/", views.put_back, name="override_back"),
    path("attempts/<uuid:attempt>/break/", views_break.take, name="break"),
    path("attempts/<uuid:attempt>/break/end/", views_break.end, name="break_end"),
]
