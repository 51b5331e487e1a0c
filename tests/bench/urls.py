"""The site's pages and the floor that they are measured against."""

from django.urls import include, path

from tests.bench import floor

urlpatterns = [
    path("floor/read/", floor.read),
    path("floor/write/", floor.write),
    path("", include("elearning.urls")),
]
