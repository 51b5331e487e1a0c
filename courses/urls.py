"""The site map: one line an applet. Answers come most, so theirs is compared first."""

from django.urls import include, path

urlpatterns = [
    path("quizzes/", include("courses.quizzes.urls")),
    path("", include("courses.home.urls")),
    path("people/", include("courses.people.urls")),
    path("", include("courses.catalog.urls")),
    path("learn/", include("courses.learning.urls")),
    path("certificates/", include("courses.certificates.urls")),
    path("cohorts/", include("courses.cohorts.urls")),
    path("studio/", include("courses.authoring.urls")),
    path("mail/", include("courses.mail.urls")),
    path("jobs/", include("courses.outbox.urls")),
]
