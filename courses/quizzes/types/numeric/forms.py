"""Authors a question answered by a number."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from courses.quizzes.types.form_parts import FEEDBACK, STEM, RowGroup, Text, shared_field_of
from courses.quizzes.types.forms import ROWS_SUFFIX, QuestionForm
from courses.quizzes.types.numeric.numbers import NotANumber, parse_number
from courses.quizzes.types.numeric.writing import localised, plain
from courses.quizzes.types.values import Spec

ANSWERS = RowGroup(
    name="answers",
    title=_("Other numbers that earn a share"),
    row_label=_("Number"),
    add_label=_("Add another number"),
    texts=(Text("feedback", _("Feedback to those who give it")),),
    hidden=(),
    least=1,
    shared=(
        Text("from", _("Number")),
        Text("to", _("Up to"), _("Empty: only this number.")),
        Text("share", _("Share of the points, in percent"), _("0: a common mistake.")),
    ),
)
UNITS = RowGroup(
    name="units",
    title=_("Other units that may be typed"),
    row_label=_("Unit"),
    add_label=_("Add another unit"),
    texts=(Text("text", _("Unit"), lines=1),),
    hidden=(),
    least=1,
    shared=(
        Text(
            "factor",
            _("How many of the question’s own unit it is"),
            _("1000 for km where the answer is in m."),
        ),
    ),
)
UNIT_RULES = [
    ("", _("It stands behind the field; it may be typed and need not be")),
    ("asked", _("The learner must type it: an answer without unit is sent back")),
    ("counted", _("The learner must type it: without it, the share below is earned")),
]
UNIT_SHARE = Text(
    "unit_share",
    _("What a right number with no unit or a wrong one earns, in percent"),
    _("For units that must be typed. Empty: nothing."),
)
NUMBERS = ("value", "tolerance", "to")
PERCENT_SIGNS = "%٪％"


class NumericForm(QuestionForm):
    """The author writes numbers as in the language of the page; the spec has them plain."""

    texts = (
        STEM,
        Text("unit", _("Unit"), _("It stands behind the number: years, %."), 1),
        FEEDBACK,
    )
    groups = (ANSWERS, UNITS)

    def add_shared(self) -> None:
        self.fields["value"] = _number_field(_("Right answer"))
        self.fields["tolerance"] = _number_field(
            _("Tolerance"), _("How far from it is right as well. 0: only this number."), "0"
        )
        self.fields["to"] = _number_field(
            _("Right up to"),
            _("For a range: whatever lies from the right answer to here is right."),
        )
        self.fields["is_percent"] = forms.BooleanField(
            required=False,
            label=_("The tolerance is percent of the right answer: 5 of 200 is 10"),
        )
        self.fields["unit_rule"] = forms.CharField(
            required=False, label=_("The unit"), widget=forms.RadioSelect(choices=UNIT_RULES)
        )
        self.fields["unit_share"] = shared_field_of(UNIT_SHARE)

    @property
    def marks_more(self) -> bool:
        """Whether the usual way of marking was left, or is wrong: then nothing is folded."""
        rows = [n for n in self.fields if n.startswith(("answers-", "units-"))]
        names = [n for n in rows if not n.endswith(ROWS_SUFFIX)] + ["to", "unit_rule", "unit_share"]
        if any(self.row_count(group) > group.least for group in self.groups):
            return True
        is_begun = any(self[name].errors or self.written(name) for name in names)
        return is_begun or bool(self["is_percent"].value())

    def row_spec(self, group: RowGroup, index: int) -> dict[str, Any]:
        names = ("from", "to") if group is ANSWERS else ("factor",)
        return {name: _plain(self.written(f"{group.name}-{index}-{name}")) for name in names}

    def shared_spec(self, language: str) -> dict[str, Any]:
        return {
            **{name: self._number(name) for name in NUMBERS},
            **{name: self.written(name) for name in ("unit_rule", "unit_share")},
            "is_percent": bool(self["is_percent"].value()),
            **self._percent_tolerance(),
        }

    def _number(self, name: str) -> str:
        """Also where the unit was typed behind it, in any of the languages."""
        units = [self.written(f"unit-{language}") for language in self.languages]
        return _plain(self.written(name), *units)

    def _percent_tolerance(self) -> dict[str, Any]:
        """ "5 %" is percent of the right answer, unless that is itself in percent."""
        typed = self._number("tolerance")
        if not typed.endswith(tuple(PERCENT_SIGNS)):
            return {}
        return {"tolerance": _plain(typed.rstrip(PERCENT_SIGNS)), "is_percent": True}

    @classmethod
    def initial_from(cls, specs: Mapping[str, Spec]) -> dict[str, Any]:
        spec = next(iter(specs.values()))
        initial = super().initial_from(specs)
        initial |= {name: _shown(spec.get(name, "")) for name in NUMBERS}
        initial |= {name: str(spec.get(name, "")) for name in ("unit_rule", "unit_share")}
        for group, names in (("answers", ("from", "to")), ("units", ("factor",))):
            for index, row in enumerate(spec.get(group, ())):
                initial |= {f"{group}-{index}-{name}": _shown(row[name]) for name in names}
        return {**initial, "is_percent": bool(spec.get("is_percent"))}


def _shown(number: str) -> str:
    return localised(Decimal(number), get_language() or "en") if number else ""


def _number_field(label: Any, hint: Any = "", initial: str = "") -> forms.CharField:
    typed = forms.TextInput(attrs={"inputmode": "decimal", "class": "input-medium"})
    return forms.CharField(
        required=False, label=label, help_text=hint, initial=initial, widget=typed
    )


def _plain(typed: str, *units: str) -> str:
    """As text that reads the same in every language; what is no number stays for `validate`."""
    for unit in ("", *units):
        try:
            return plain(parse_number(typed, get_language() or "en", unit))
        except NotANumber:
            continue
    return typed
