from django.urls import path

from courses.authoring.guides import views

urlpatterns = [
    path("courses/<slug:slug>/guides/", views.guides, name="guides"),
    path("courses/<slug:slug>/guides/<slug:module>/", views.guide, name="guide"),
    path("courses/<slug:slug>/guides/<slug:module>/page/", views.guide_page, name="guide_page"),
    path(
        "courses/<slug:slug>/guides/<slug:module>/preview/",
        views.guide_preview,
        name="guide_preview",
    ),
    path("courses/<slug:slug>/guides/<slug:module>/anew/", views.guide_anew, name="guide_anew"),
    path("courses/<slug:slug>/guides/<slug:module>/back/", views.guide_back, name="guide_back"),
]
