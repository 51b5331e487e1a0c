from django.urls import path

from courses.home import may, views

app_name = "home"

urlpatterns = [
    path("", views.front, name="front"),
    path("my-learning/", views.my_learning, name="my_learning"),
    path("courses/<slug:slug>/", views.course, name="course"),
    path("search/", views.search, name="search"),
    path("teach/", views.teach, name="teach"),
    path("manage/", views.manage, name="manage"),
    path("people/<int:pk>/may/", may.may, name="may"),
]
