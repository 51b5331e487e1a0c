from django.urls import path

from courses.catalog import views
from courses.catalog.aids import views as aids

app_name = "catalog"

urlpatterns = [
    path("pictures/<uuid:key>", views.picture, name="picture"),
    path("covers/<slug:slug>", views.cover, name="cover"),
    path("sources/<slug:report>/<str:key>/", views.passage, name="passage"),
    path("courses/<slug:slug>/sources/<slug:source>/<str:locator>/", views.source, name="source"),
    path("courses/<slug:slug>/glossary/", aids.glossary, name="glossary"),
    path("courses/<slug:slug>/guide/", aids.guide, name="guide"),
    path("courses/<slug:slug>/enrol/", views.enrol, name="enrol"),
    path("courses/<slug:slug>/leave/", views.leave, name="leave"),
    path("courses/<slug:slug>/language/", views.language, name="language"),
    path("courses/<slug:slug>/seen/", views.acknowledge, name="acknowledge"),
]
