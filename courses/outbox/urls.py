from django.urls import path

from courses.outbox import views

app_name = "outbox"

urlpatterns = [
    path("", views.jobs, name="jobs"),
    path("<int:pk>/", views.job, name="job"),
    path("<int:pk>/try-again/", views.try_again, name="try_again"),
]
