from django.urls import path

from courses.people import views, views_admin
from courses.people.accommodations import views as accommodations

app_name = "people"

urlpatterns = [
    path("settings/", views.profile, name="settings"),
    path("language/", views.set_language, name="set_language"),
    path("consent/", views.consent, name="consent"),
    path("join/<str:token>/", views.join, name="join"),
    path("legal/<slug:kind>/", views.show_legal_text, name="legal_text"),
    path("", views_admin.people, name="people"),
    path("<int:pk>/", views_admin.person, name="person"),
    path("<int:pk>/suspend/", views_admin.suspend, name="suspend"),
    path("<int:pk>/restore/", views_admin.restore, name="restore"),
    path("<int:pk>/accommodation/", accommodations.accommodation, name="accommodation"),
    path("<int:pk>/accommodation/end/", accommodations.end, name="accommodation_end"),
    path("invitations/", views_admin.invitations, name="invitations"),
    path(
        "invitations/<int:pk>/withdraw/",
        views_admin.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path("site/", views_admin.site, name="site"),
    path("site/logo/", views.logo, name="logo"),
    path("site/legal/", views_admin.legal, name="legal"),
    path("site/legal/<slug:kind>/", views_admin.edit_legal, name="legal_edit"),
]
