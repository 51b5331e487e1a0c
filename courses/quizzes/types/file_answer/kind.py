"""One or several files, marked by a person.

Spec: as types.marked_kind, and "formats": names of file_answer.formats.FORMATS, "max_files",
"max_mb" (of each). The value is the list of the files' public ids; what is stored says of each
also what it is called and how large it is: [{"id", "name", "size"}] (quizzes.files.services).
"""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.quizzes.types.base import MalformedAnswer, Problem
from courses.quizzes.types.file_answer.formats import FORMATS, accept_of, labels_of
from courses.quizzes.types.file_answer.forms import FileAnswerForm
from courses.quizzes.types.marked_kind import MarkedKind, whole_number
from courses.quizzes.types.values import Mark, Spec, Value

MOST_FILES = 10
MOST_MB = 20
MEGABYTE = 1024 * 1024


class FileAnswer(MarkedKind):
    name = "file_answer"
    form_class = FileAnswerForm
    place = 120
    takes_files = True
    label = gettext_lazy("File answer")
    purpose = gettext_lazy("A document or a picture that the learner sends, marked by a person.")
    example = gettext_lazy(
        "Send the risk assessment of your office as one PDF. "
        "Marked by: names the risks · weighs them · proposes a step for each"
    )

    def validate(self, spec: Spec) -> list[Problem]:
        found = super().validate(spec)
        if not _formats(spec):
            found.append(Problem("formats", _("Choose what may be sent.")))
        for name, most in (("max_files", MOST_FILES), ("max_mb", MOST_MB)):
            number = whole_number(spec, name)
            if number is not None and not 1 <= number <= most:
                words = _("Write a whole number from 1 to %(most)d.")
                found.append(Problem(name, words % {"most": most}))
        return found

    def structure(self, spec: Spec) -> Any:
        numbers = [spec.get("max_files"), spec.get("max_mb")]
        return [super().structure(spec), _formats(spec), numbers]

    def tidy(self, spec: dict[str, Any], *, salt: str) -> dict[str, Any]:
        return {
            **super().tidy(spec, salt=salt),
            "formats": _formats(spec),
            "max_files": max(whole_number(spec, "max_files") or 1, 1),
            "max_mb": max(whole_number(spec, "max_mb") or 10, 1),
        }

    def read_value(self, data: Mapping[str, Sequence[str]], prefix: str) -> Value:
        return [text for text in data.get(prefix, ()) if text.strip()] or None

    def check_value(self, spec: Spec, value: Value) -> Value:
        if self.is_blank(value):
            return None
        if not isinstance(value, list):
            raise MalformedAnswer(_("Send your answer as a file."))
        ids = list(dict.fromkeys(_id_of(one) for one in value))
        if len(ids) > spec["max_files"]:
            words = _("You sent %(count)d files. Keep %(most)d at most.")
            raise MalformedAnswer(words % {"count": len(ids), "most": spec["max_files"]})
        return ids

    def in_words(self, spec: Spec, value: Value) -> str:
        return ", ".join(file["name"] for file in _files(value))

    def question_context(
        self, spec: Spec, value: Value, order: Sequence[str] | None
    ) -> dict[str, Any]:
        return {
            **super().question_context(spec, value, order),
            "files": _files(value),
            "accept": accept_of(spec["formats"]),
            "formats": labels_of(spec["formats"]),
        }

    def review_context(
        self, spec: Spec, value: Value, mark: Mark, order: Sequence[str] | None
    ) -> dict[str, Any]:
        return {**super().review_context(spec, value, mark, order), "files": _files(value)}


def _formats(spec: Spec) -> list[str]:
    """Those that we know, in our order."""
    written = spec.get("formats")
    chosen = written if isinstance(written, list) else []
    return [name for name in FORMATS if name in chosen]


def _files(value: Value) -> list[dict[str, Any]]:
    """What is stored of the files; an id alone says nothing of its file."""
    listed = value if isinstance(value, list) else []
    return [one for one in listed if isinstance(one, dict) and "name" in one]


def _id_of(one: Any) -> str:
    try:
        return str(uuid.UUID(one["id"] if isinstance(one, dict) else one))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise MalformedAnswer(_("Send your answer as a file.")) from error


KIND = FileAnswer()
