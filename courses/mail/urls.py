from django.urls import path

from courses.mail import views, views_hold

app_name = "mail"

urlpatterns = [
    path("", views.sent, name="sent"),
    path("wishes/", views.wishes, name="wishes"),
    path("held/", views_hold.held, name="held"),
    path("held/send/", views_hold.send, name="held_send"),
    path("held/drop/", views_hold.drop, name="held_drop"),
    path("held/undo/", views_hold.undo, name="held_undo"),
    path("<int:pk>/", views.message, name="message"),
    path("<int:pk>/sheet/", views.sheet, name="sheet"),
    path("open/<str:token>/", views.open_mail, name="open"),
    path("open/<str:token>/sheet/", views.open_sheet, name="open_sheet"),
    path("stop/<str:token>/", views.unsubscribe, name="unsubscribe"),
]
