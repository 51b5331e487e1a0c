from django.urls import path

from courses.authoring.interchange import views, views_errands

urlpatterns = [
    path("import/", views.package_new, name="package_new"),
    path("import/<int:pk>/", views.package, name="package"),
    path("import/<int:pk>/confirm/", views.package_confirm, name="package_confirm"),
    path("import/<int:pk>/back/", views.package_back, name="package_back"),
    path("errands/<int:pk>/", views_errands.errand, name="errand"),
    path("errands/<int:pk>/file/", views_errands.errand_file, name="errand_file"),
    path("courses/<slug:slug>/export/", views_errands.export, name="export"),
    path("courses/<slug:slug>/duplicate/", views_errands.duplicate, name="duplicate"),
]
