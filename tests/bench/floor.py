"""The least that a signed-in Django view can do: the floor of every ratio.

Reading: session, user and one indexed SELECT. Writing: session, user, one INSERT and COMMIT.
"""

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_GET, require_POST

from courses.catalog.models import Course
from courses.people.requests import current_user

TABLE = "bench_floor"


def make_table() -> None:
    key = "bigserial" if connection.vendor == "postgresql" else "integer"
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE IF NOT EXISTS {TABLE} (id {key} PRIMARY KEY, person bigint, value text)"
        )


@require_GET
def read(request: HttpRequest) -> HttpResponse:
    user = current_user(request)
    found = Course.objects.filter(slug="organised-crime-first-steps").values_list("pk").first()
    return HttpResponse(f"{user.pk} {found}")


@require_POST
@csrf_protect
def write(request: HttpRequest) -> JsonResponse:
    user = current_user(request)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {TABLE} (person, value) VALUES (%s, %s)", [user.pk, "a short value"]
        )
    return JsonResponse({"saved": True})
