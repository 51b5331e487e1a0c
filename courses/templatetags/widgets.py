"""Small shared widgets (built in: no {% load %} needed)."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from django import template
from django.conf import settings
from django.contrib.humanize.templatetags.humanize import naturaltime
from django.core.paginator import Page
from django.http import HttpRequest
from django.template.context import Context
from django.templatetags.static import static
from django.utils import formats, timezone, translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.people.models import LegalText, SiteSettings
from courses.people.site import site_settings

register = template.Library()

THEMES = ("light", "dark")
THEME_COOKIE = "theme"

# Icons that point along the line of reading, so that they turn round in right-to-left pages.
ICONS_THAT_TURN = {"arrow-forward", "arrow-back", "list", "external"}

SEGMENT_STATES = ("done", "current", "open", "new")


@register.simple_tag
def icon(name: str) -> SafeString:
    """One icon of static/icons.svg, hidden from screen readers: a label always stands beside."""
    return _drawn(name)


@cache  # a page of results has forty of them
def _drawn(name: str) -> SafeString:
    turns = " icon-turns" if name in ICONS_THAT_TURN else ""
    return format_html(
        '<svg class="icon{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        turns,
        static("icons.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def chosen_theme(context: Context) -> str:
    """ "light", "dark" or "" for the device's own; a page may force one as `page_theme`."""
    request: HttpRequest | None = context.get("request")
    chosen = request.COOKIES.get(THEME_COOKIE, "") if request else ""
    wanted = context.get("page_theme") or chosen
    return wanted if wanted in THEMES else ""


@register.simple_tag(takes_context=True)
def theme_attribute(context: Context) -> SafeString:
    theme = chosen_theme(context)
    return format_html(' data-theme="{}"', theme) if theme else SafeString("")


@register.simple_tag
def interface_languages() -> list[tuple[str, str]]:
    """(code, its name in itself) of the languages with a complete catalogue."""
    infos = [translation.get_language_info(code) for code in settings.INTERFACE_LANGUAGES]
    return [(info["code"], info["name_local"].capitalize()) for info in infos]


def query_with(request: HttpRequest, **changes: object) -> str:
    """The query string of this page with some parameters set, or removed when None."""
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = str(value)
    return "?" + query.urlencode()


@register.inclusion_tag("parts/pager.html", takes_context=True)
def pager(context: Context, page: "Page[Any]", param: str = "page") -> dict[str, object]:
    """Links to the other pages of a list; the other GET parameters are kept."""
    request: HttpRequest = context["request"]

    def link(number: int) -> str:
        return query_with(request, **{param: number if number > 1 else None})

    numbers = [
        (number, link(number) if isinstance(number, int) else "")
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    return {
        "page": page,
        "numbers": numbers,
        "before": link(page.previous_page_number()) if page.has_previous() else "",
        "after": link(page.next_page_number()) if page.has_next() else "",
    }


@register.inclusion_tag("parts/sort_link.html", takes_context=True)
def sort_link(
    context: Context, key: str, label: str, *, param: str = "sort", css: str = "", default: str = ""
) -> dict[str, object]:
    """A `<th>` whose link sorts by `key` (`?sort=key`, a second time `?sort=-key`)."""
    request: HttpRequest = context["request"]
    current = request.GET.get(param, default)
    directions = {key: "ascending", f"-{key}": "descending"}
    wanted = f"-{key}" if current == key else key
    return {
        "url": query_with(request, **{param: wanted, "page": None}),
        "label": label,
        "direction": directions.get(current, "none"),
        "css": css,
    }


def exact_time(moment: datetime, *, seconds: bool = False) -> str:
    """Date and time with the zone, in the reader's zone and language."""
    local, pattern = timezone.localtime(moment), formats.get_format("DATETIME_FORMAT")
    if seconds:
        pattern = pattern.replace("H:i", "H:i:s")
    return f"{formats.date_format(local, pattern)} {local.tzname()}"


@register.simple_tag
def time_tag(
    moment: datetime | None, *, exact: bool = False, both: bool = False, seconds: bool = False
) -> SafeString | str:
    """A moment as `<time>`: relative with the exact time as title, exact alone, or both; exact to
    the minute, or to the second."""
    if moment is None:
        return ""
    relative, precise = str(naturaltime(moment)), exact_time(moment, seconds=seconds)
    text = f"{precise} ({relative})" if both else precise if exact else relative
    title = "" if exact or both else precise
    return format_html(
        '<time datetime="{}"{}>{}</time>',
        moment.isoformat(),
        format_html(' title="{}"', title) if title else "",
        text,
    )


@register.simple_tag
def duration(minutes: float | None) -> str:
    """Minutes as people say them: "45 min", "1 h 20 min", "2 h"; "56 min 15 s" with a part."""
    whole, seconds = divmod(round((minutes or 0) * 60), 60)
    if seconds:
        words = _("%(minutes)s %(seconds)d s") if whole else _("%(seconds)d s")
        return words % {"minutes": duration(whole), "seconds": seconds}
    hours, rest = divmod(whole, 60)
    if not hours:
        return _("%(minutes)d min") % {"minutes": rest}
    if not rest:
        return _("%(hours)d h") % {"hours": hours}
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest}


@register.inclusion_tag("parts/segments.html")
def progress_segments(
    done: int = 0, total: int = 0, *, states: Sequence[str] | None = None, label: str = ""
) -> dict[str, object]:
    """Progress as one segment a lesson; `states` says each one's state of SEGMENT_STATES."""
    drawn = list(states) if states is not None else list(_states(done, total))
    finished = sum(state == "done" for state in drawn)
    text = ngettext("%(done)d of %(total)d", "%(done)d of %(total)d", len(drawn))
    return {
        "states": drawn,
        "label": label,
        "text": text % {"done": finished, "total": len(drawn)},
    }


def _states(done: int, total: int) -> Iterator[str]:
    for position in range(total):
        yield "done" if position < done else "open"


@register.simple_tag
def the_site() -> SiteSettings:
    """Our own settings, also on allauth's pages, whose `site` is the host's name."""
    return site_settings()


@register.simple_tag
def site_page_links() -> list[tuple[str, str]]:
    """(kind, title) of the pages every footer leads to."""
    return [(kind.value, str(kind.label)) for kind in LegalText.Kind]
