from django.urls import include, path

from courses.authoring.editor import history
from courses.authoring.editor import views as editor
from courses.authoring.plans import views as plans
from courses.authoring.restructure import views as restructure
from courses.authoring.studio import publishing
from courses.authoring.studio import views as studio
from courses.authoring.uploads import views as uploads

app_name = "authoring"

urlpatterns = [
    path("", studio.studio, name="studio"),
    path("new/", studio.course_new, name="course_new"),
    path("reports/upload/", uploads.upload, name="upload"),
    path("reports/<int:pk>/", uploads.upload_status, name="upload_status"),
    path("reports/<int:pk>/again/", uploads.upload_again, name="upload_again"),
    path("", include("courses.authoring.topics.urls")),
    path("", include("courses.authoring.editions.urls")),
    path("plans/<int:pk>/", plans.plan, name="plan"),
    path("plans/<int:pk>/step/", plans.plan_step, name="plan_step"),
    path("plans/<int:pk>/undo/", plans.plan_undo, name="plan_undo"),
    path("plans/<int:pk>/redo/", plans.plan_redo, name="plan_redo"),
    path("plans/<int:pk>/news/", plans.plan_news, name="plan_news"),
    path("plans/<int:pk>/another/", plans.plan_another, name="plan_another"),
    path("plans/<int:pk>/accept/", plans.plan_accept, name="plan_accept"),
    path("", include("courses.authoring.proposals.urls")),
    path("", include("courses.authoring.interchange.urls")),
    path("", include("courses.authoring.glossary.urls")),
    path("", include("courses.authoring.guides.urls")),
    path("courses/<slug:slug>/", studio.course, name="course"),
    path("courses/<slug:slug>/step/", studio.outline_step, name="outline_step"),
    path("courses/<slug:slug>/settings/", studio.course_settings, name="settings"),
    path("courses/<slug:slug>/publish/", publishing.publish, name="publish"),
    path("courses/<slug:slug>/archive/", publishing.archive, name="archive"),
    path("courses/<slug:slug>/lessons/<slug:key>/", editor.lesson, name="lesson"),
    path("courses/<slug:slug>/lessons/<slug:key>/save/", editor.lesson_autosave, name="autosave"),
    path("courses/<slug:slug>/lessons/<slug:key>/preview/", editor.lesson_preview, name="preview"),
    path(
        "courses/<slug:slug>/lessons/<slug:key>/passages/", editor.lesson_passages, name="passages"
    ),
    path("courses/<slug:slug>/lessons/<slug:key>/split/", restructure.split, name="lesson_split"),
    path("courses/<slug:slug>/lessons/<slug:key>/history/", history.lesson_history, name="history"),
    path(
        "courses/<slug:slug>/lessons/<slug:key>/history/<int:number>/",
        history.lesson_version,
        name="version",
    ),
    path(
        "courses/<slug:slug>/lessons/<slug:key>/history/<int:number>/restore/",
        history.lesson_restore,
        name="restore",
    ),
]
