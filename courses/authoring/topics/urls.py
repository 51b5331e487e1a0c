from django.urls import path

from courses.authoring.topics import views

urlpatterns = [
    path("topics/", views.topics, name="topics"),
    path("topics/<slug:topic>/", views.topic, name="topic"),
]
