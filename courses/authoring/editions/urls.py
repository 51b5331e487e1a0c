from django.urls import path

from courses.authoring.editions import views, views_report

urlpatterns = [
    path("reports/of/<slug:slug>/", views_report.report, name="report"),
    path("reports/of/<slug:slug>/name/", views_report.name, name="report_name"),
    path("reports/of/<slug:slug>/compare/", views_report.compare, name="report_compare"),
    path("reports/of/<slug:slug>/withdrawal/", views_report.withdrawal, name="report_withdrawal"),
    path("comparisons/<int:pk>/", views.comparison, name="comparison"),
    path("comparisons/<int:pk>/decide/", views.decide, name="comparison_decide"),
    path("comparisons/<int:pk>/all/<slug:slug>/", views.take_all, name="comparison_all"),
    path("comparisons/<int:pk>/undo/<int:act>/", views.undo, name="comparison_undo"),
]
