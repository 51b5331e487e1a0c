"""Django's own admin, for support staff: to look things up. What is done daily has pages of ours.

Everything is read-only: a row changed here would escape the services that keep rows true.
"""

from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from courses import models

LOOKED_UP: dict[type[Model], tuple[list[str], list[str], list[str]]] = {
    models.User: (
        ["email", "name", "is_instructor", "is_coordinator", "is_administrator", "is_active"],
        ["email", "name"],
        ["is_active", "is_instructor", "is_coordinator", "is_administrator", "language"],
    ),
    models.Cohort: (["name", "organisation", "archived_at"], ["name"], []),
    models.Course: (["slug", "status", "updated_at"], ["slug"], ["status", "level"]),
    models.Edition: (["course", "number", "published_at"], ["course__slug"], []),
    models.Enrolment: (
        ["user", "course", "language", "enrolled_at"],
        ["user__email", "course__slug"],
        ["language"],
    ),
    models.Question: (["key", "course", "kind", "status"], ["key", "course__slug"], ["kind"]),
    models.Attempt: (
        ["public_id", "user", "quiz", "number", "state", "score", "passed"],
        ["user__email", "public_id"],
        ["state"],
    ),
    models.Completion: (["user", "course", "completed_at"], ["user__email", "course__slug"], []),
    models.Certificate: (
        ["code", "holder", "course", "issued_at", "revoked_at"],
        ["code", "holder"],
        [],
    ),
    models.ReportUpload: (["filename", "state", "uploaded_at"], ["filename"], ["state"]),
    models.Message: (
        ["kind", "to", "state", "created_at", "sent_at"],
        ["to", "subject"],
        ["state", "kind"],
    ),
    models.Suppression: (["email", "kind", "reason"], ["email"], []),
    models.Job: (
        ["task", "state", "attempts", "due_at", "finished_at"],
        ["task", "last_error"],
        ["state", "lane", "task"],
    ),
}


class LookUp(admin.ModelAdmin[Any]):
    """Shows rows and changes none."""

    show_full_result_count = False
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


for model, (columns, searched, filtered) in LOOKED_UP.items():
    look = {"list_display": columns, "search_fields": searched, "list_filter": filtered}
    admin.site.register(model, type(f"{model.__name__}LookUp", (LookUp,), look))
