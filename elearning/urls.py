from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from elearning.away import answer_failure
from elearning.health import live, ready
from elearning.metrics import metrics
from elearning.styleguide import styleguide
from elearning.theme import set_theme

# By the site's own sign-in, which counts guesses and asks for the second factor.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

handler500 = answer_failure

urlpatterns = [
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
    path("health/live", live, name="live"),
    path("health/ready", ready, name="ready"),
    path("metrics", metrics, name="metrics"),
    path("styleguide/", styleguide, name="styleguide"),
    path("theme/", set_theme, name="set_theme"),
    path("", include("courses.urls")),
]
