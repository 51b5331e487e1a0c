from django.urls import path

from courses.quizzes.gradebook import views

urlpatterns = [
    path("<slug:slug>/gradebook/", views.gradebook, name="gradebook"),
    path("<slug:slug>/gradebook/table.csv", views.gradebook_csv, name="gradebook_csv"),
    path("<slug:slug>/gradebook/table.xlsx", views.gradebook_xlsx, name="gradebook_xlsx"),
    path("<slug:slug>/gradebook/<int:user>/<slug:key>/", views.grade, name="grade"),
]
