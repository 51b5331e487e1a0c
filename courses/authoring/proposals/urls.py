from django.urls import path

from courses.authoring.proposals import views

urlpatterns = [
    path("plans/<int:pk>/lessons/<slug:lesson>/", views.proposals, name="proposals"),
]
