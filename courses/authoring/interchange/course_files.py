"""A course without its questions, as the documents of its package."""

from collections.abc import Iterable, Mapping
from typing import Any

from content.models import Report
from courses.authoring.interchange.picture_files import PictureFiles
from courses.catalog.aids.models import TeachingGuide
from courses.catalog.aids.queries import entries_of
from courses.catalog.lessons import is_cleared
from courses.catalog.models import Course, Lesson, LessonVersion, Module
from courses.catalog.queries import newest_versions

Front = dict[str, Any]


class CourseParts:
    """What all parts of an export share: read once. `versions` is {(lesson, language): text}."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.languages: list[str] = list(course.languages)
        self.pictures = PictureFiles(course)
        self.modules = list(course.modules.filter(removed_at=None).prefetch_related("guides"))
        live = Lesson.objects.filter(course=course, removed_at=None, module__in=self.modules)
        self.lessons: dict[int, list[Lesson]] = {module.pk: [] for module in self.modules}
        for lesson in live.order_by("position", "pk"):
            self.lessons[lesson.module_id].append(lesson)
        self.in_order = [one for module in self.modules for one in self.lessons[module.pk]]
        self.versions = {
            (version.lesson_id, version.language): version
            for version in newest_versions(live)
            if not is_cleared(version)
        }
        self.words = entries_of(course)
        self.diagrams = list(course.diagrams.order_by("key"))
        self.bodies: dict[tuple[int, str], str] = {}

    def version(self, lesson: Lesson, language: str) -> LessonVersion | None:
        return self.versions.get((lesson.pk, language))


def course_data(parts: CourseParts) -> dict[str, Any]:
    """What course.yaml says of the course, its modules, sources and drawings."""
    course = parts.course
    data: dict[str, Any] = {
        "slug": course.slug,
        "level": course.level,
        "hours": _hours(course),
        "licence": course.licence,
        "languages": parts.languages,
        "evidence_required": course.evidence_required,
        "two_person_rule": course.two_person_rule,
        "sources": sources_of(parts),
        "modules": [_module(module, parts.lessons[module.pk]) for module in parts.modules],
        "glossary": {
            entry["key"]: [token_of(source) for source in entry["sources"]]
            for entry in sorted(parts.words, key=lambda entry: str(entry["key"]))
            if entry.get("sources")
        },
        "diagrams": [
            {"key": one.key, "file": parts.pictures.draw(one.key, one.svg)}
            | ({"mirror": True} if one.is_mirrored else {})
            for one in parts.diagrams
        ],
        "prerequisites": sorted(course.prerequisites.values_list("slug", flat=True)),
    }
    if course.cover:
        data["cover"] = {"file": parts.pictures.add(course.cover, "cover"), "alt": course.cover_alt}
    return without_empty(data)


def _hours(course: Course) -> int | float:
    hours = float(course.hours)
    return int(hours) if hours.is_integer() else hours


def _module(module: Module, lessons: Iterable[Lesson]) -> dict[str, Any]:
    return {"key": module.key, "lessons": [lesson.key for lesson in lessons]}


def sources_of(parts: CourseParts) -> dict[str, Any]:
    """The course's own list, and the reports that its lessons cite by their names."""
    sources = {key: without_empty(source) for key, source in parts.course.sources.items()}
    told = [block for version in parts.versions.values() for block in version.blocks]
    cited = {
        source["report"]
        for one in [*told, *parts.words]
        for source in one.get("sources", ())
        if source.get("report") and not source.get("source")
    }
    for report in Report.objects.filter(slug__in=cited - sources.keys()):
        sources[report.slug] = source_of(report)
    return {key: sources[key] for key in sorted(sources)}


def token_of(source: Mapping[str, Any]) -> str:
    """As an author writes it: `<source>/<passage>`."""
    return f"{source.get('source') or source.get('report') or ''}/{source['locator']}"


def source_of(report: Report) -> dict[str, Any]:
    """The report by name, symbol and SHA-256; not the report itself."""
    about = {"title": {report.language: report.title}, "sha256": report.sha256}
    return about | ({"symbol": report.symbol} if report.symbol else {"short": report.short_name})


def fronts(parts: CourseParts) -> dict[str, Front]:
    """{language: front matter} without questions and quizzes."""
    course = parts.course
    guide = TeachingGuide.objects.filter(course=course).first()
    made: dict[str, Front] = {}
    for code in parts.languages:
        made[code] = {
            "title": course.titles.get(code, "") or course.title(code) or course.slug,
            "summary": course.summaries.get(code, ""),
            "objectives": course.objectives.get(code, []),
            "modules": {module.key: _texts_of_module(module, code) for module in parts.modules},
            "lessons": _lessons(parts, code),
            "glossary": _glossary(parts, code),
            "diagrams": _diagrams(parts, code),
            "guide": (guide.texts if guide else {}).get(code, ""),
        }
    return {code: without_empty(front) for code, front in made.items()}


def _texts_of_module(module: Module, code: str) -> dict[str, str]:
    guides = {guide.language: guide.text for guide in module.guides.all()}
    return without_empty(
        {
            "title": module.titles.get(code, ""),
            "summary": module.summaries.get(code, ""),
            "guide": guides.get(code, ""),
        }
    )


def _lessons(parts: CourseParts, code: str) -> dict[str, Any]:
    found = {}
    for lesson in parts.in_order:
        if version := parts.version(lesson, code):
            texts = {"objectives": version.objectives, "notice": version.notice}
            about = {"title": version.title, "minutes": version.minutes}
            found[lesson.key] = about | without_empty(texts)
    return found


def _glossary(parts: CourseParts, code: str) -> dict[str, Any]:
    """In the order that the languages one after the other give: the same from each site."""
    entries = {entry["key"]: entry for entry in parts.words}
    order = dict.fromkeys(
        key for each in parts.languages for key in entries if entries[key]["terms"].get(each)
    )
    return {
        key: {"term": entries[key]["terms"][code], "text": entries[key]["texts"].get(code, "")}
        for key in order
        if entries[key]["terms"].get(code)
    }


def _diagrams(parts: CourseParts, code: str) -> dict[str, Any]:
    found = {}
    for one in parts.diagrams:
        if one.titles.get(code):
            labels = one.labels.get(code) or {}
            found[one.key] = {
                "title": one.titles[code],
                "text": one.texts.get(code, ""),
                "labels": {name: labels[name] for name in sorted(labels)},
            }
    return found


def without_empty(found: Mapping[str, Any]) -> dict[str, Any]:
    """What is not there need not be said."""
    return {name: value for name, value in found.items() if value not in ("", [], {}, None, False)}
