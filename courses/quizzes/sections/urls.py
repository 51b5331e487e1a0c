from django.urls import path

from courses.quizzes.sections import views

urlpatterns = [
    path("<slug:slug>/quiz/<slug:key>/sections/new/", views.new_section, name="new_section"),
    path("<slug:slug>/quiz/<slug:key>/sections/<slug:section>/", views.section, name="section"),
    path("<slug:slug>/quiz/<slug:key>/draws/new/", views.new_draw, name="new_draw"),
    path("<slug:slug>/quiz/<slug:key>/draws/<slug:draw>/", views.draw, name="draw"),
]
