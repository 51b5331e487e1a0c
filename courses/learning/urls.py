from django.urls import path

from courses.learning import views

app_name = "learning"

urlpatterns = [
    path("<slug:slug>/<slug:key>/", views.lesson, name="lesson"),
    path("<slug:slug>/<slug:key>/read/", views.mark_read, name="mark_read"),
    path("<slug:slug>/<slug:key>/place/", views.place, name="place"),
    path("<slug:slug>/<slug:key>/language/", views.language, name="language"),
    path("<slug:slug>/<slug:key>/preview/", views.preview, name="preview"),
]
