from django.urls import path

from courses.mail import views

app_name = "mail"

urlpatterns = [
    path("", views.sent, name="sent"),
    path("<int:pk>/", views.message, name="message"),
    path("<int:pk>/sheet/", views.sheet, name="sheet"),
    path("open/<str:token>/", views.open_mail, name="open"),
    path("open/<str:token>/sheet/", views.open_sheet, name="open_sheet"),
    path("stop/<str:token>/", views.unsubscribe, name="unsubscribe"),
]
