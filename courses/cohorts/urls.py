from django.urls import path

from courses.cohorts import views, views_assign, views_grades, views_members, views_settings

app_name = "cohorts"

urlpatterns = [
    path("", views.cohorts, name="cohorts"),
    path("new/", views.new, name="new"),
    path("<int:pk>/", views.cohort, name="cohort"),
    path("<int:pk>/table.csv", views.csv, name="csv"),
    path("<int:pk>/rename/", views_settings.rename, name="rename"),
    path("<int:pk>/coordinators/", views_settings.add_coordinator, name="coordinators"),
    path(
        "<int:pk>/coordinators/<int:person>/remove/",
        views_settings.remove_coordinator,
        name="coordinator_remove",
    ),
    path("<int:pk>/archive/", views.archive, name="archive"),
    path("<int:pk>/add/", views_members.add, name="add"),
    path("<int:pk>/import/", views_members.import_people, name="import"),
    path("<int:pk>/members/<int:member>/remove/", views_members.remove, name="remove"),
    path("<int:pk>/undo/", views_members.undo_removal, name="undo"),
    path("<int:pk>/courses/", views_assign.give, name="give"),
    path("<int:pk>/courses/<int:assignment>/", views_assign.deadline, name="deadline"),
    path("<int:pk>/courses/<int:assignment>/grades/", views_grades.gradebook, name="gradebook"),
    path(
        "<int:pk>/courses/<int:assignment>/grades/table.csv",
        views_grades.gradebook_csv,
        name="gradebook_csv",
    ),
    path(
        "<int:pk>/courses/<int:assignment>/grades/table.xlsx",
        views_grades.gradebook_xlsx,
        name="gradebook_xlsx",
    ),
    path("<int:pk>/courses/<int:assignment>/end/", views_assign.take_away, name="take_away"),
]
