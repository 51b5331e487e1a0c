"""The main navigation (built in: no {% load %} needed)."""

from django import template
from django.http import HttpRequest
from django.template.context import Context

register = template.Library()

# Which views belong to which entry: a namespace ("cohorts:") or a view's own name. A view that
# is named here counts for its entry even where its namespace counts for another.
PARTS: dict[str, tuple[str, ...]] = {
    "courses": ("home:front", "home:course"),
    "learn": (
        *("home:my_learning", "learning:", "quizzes:quiz", "quizzes:start", "quizzes:attempt"),
        *("quizzes:save", "quizzes:hint", "quizzes:send_files", "quizzes:check"),
        *("quizzes:submit", "quizzes:status", "quizzes:result"),
    ),
    # Of the quizzes' pages most are for who writes and marks them: a new one is, unless named.
    "teach": ("authoring:", "certificates:make", "learning:preview", "quizzes:"),
    "coordinate": ("cohorts:",),
    "administer": (
        *("home:manage", "home:may", "certificates:issued", "certificates:revoke"),
        *("people:people", "people:person", "people:suspend", "people:restore"),
        *("people:invitations", "people:site", "people:legal", "people:legal_edit"),
        *("outbox:", "mail:"),
    ),
    "search": ("home:search",),
}


def part_of(view_name: str) -> str:
    """The entry of the main navigation that a view belongs to, or ""."""
    namespace = view_name.partition(":")[0] + ":"
    for wanted in (view_name, namespace):
        found = next((part for part, names in PARTS.items() if wanted in names), "")
        if found:
            return found
    return ""


@register.inclusion_tag("parts/nav_link.html", takes_context=True)
def nav_link(
    context: Context, part: str, url: str, label: str, icon: str = ""
) -> dict[str, object]:
    """An entry of the main navigation; nothing when the page does not exist (`url` empty)."""
    request: HttpRequest | None = context.get("request")
    match = request.resolver_match if request else None
    here = bool(match and part_of(match.view_name) == part)
    return {"url": url, "label": label, "icon_name": icon, "is_here": here}
