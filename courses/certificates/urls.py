from django.urls import path

from courses.certificates import views, views_admin

app_name = "certificates"

urlpatterns = [
    path("", views.check, name="check"),
    path("issued/", views_admin.issued, name="issued"),
    path("make/<slug:slug>/", views.make, name="make"),
    path("<str:code>/", views.verify, name="verify"),
    path("<str:code>/document.pdf", views.pdf, name="pdf"),
    path("<str:code>/revoke/", views_admin.revoke, name="revoke"),
    path("<str:code>/reissue/", views_admin.reissue, name="reissue"),
]
