from django.urls import path

from courses.authoring.glossary import views

urlpatterns = [
    path("courses/<slug:slug>/glossary/", views.glossary, name="glossary"),
    path("courses/<slug:slug>/glossary/new/", views.term_new, name="term_new"),
    path("courses/<slug:slug>/glossary/link/", views.glossary_link, name="glossary_link"),
    path("courses/<slug:slug>/glossary/words/<slug:term>/", views.term, name="term"),
    path(
        "courses/<slug:slug>/glossary/words/<slug:term>/remove/",
        views.term_remove,
        name="term_remove",
    ),
    path(
        "courses/<slug:slug>/glossary/words/<slug:term>/restore/",
        views.term_restore,
        name="term_restore",
    ),
]
