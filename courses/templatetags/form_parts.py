"""What the crispy template pack "parcours" needs (built in: no {% load %} needed)."""

from collections.abc import Iterator

from django import forms, template
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

register = template.Library()

AnyForm = forms.BaseForm | BaseFormSet[forms.BaseForm]


def first_input_id(field: BoundField) -> str:
    """The id of the input that a link in the error summary leads to."""
    if field.is_hidden:
        return ""
    return field.id_for_label or next((w.id_for_label or "" for w in field), field.auto_id)


@register.filter
def field_messages(field: BoundField) -> list[str]:
    """A field's errors; Django's bare "This field is required." says which one instead."""
    return [_message(error, field) for error in field.errors.as_data()]


def _message(error: ValidationError, field: BoundField) -> str:
    text = " ".join(error.messages)
    if error.code == "required" and text == str(forms.Field.default_error_messages["required"]):
        return _fill_in(field) % {"label": strip_tags(str(field.label))}
    return text


def _fill_in(field: BoundField) -> str:
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return _("Tick “%(label)s”.")
    if isinstance(widget, forms.Select | forms.RadioSelect | forms.FileInput):
        return _("Choose “%(label)s”.")
    return _("Fill in “%(label)s”.")


def form_errors(form: forms.BaseForm) -> Iterator[tuple[str, str]]:
    """(id of the input or "", message), the form's own errors first, then in field order."""
    for message in form.non_field_errors():
        yield "", str(message)
    for field in form:
        for text in field_messages(field):
            yield first_input_id(field), text


@register.inclusion_tag("parcours/error_summary.html")
def error_summary(form: AnyForm | None) -> dict[str, object]:
    """Every error of a form or formset with a link to its field; nothing when there is none."""
    if form is None or not form.is_bound:
        return {"errors": []}
    if isinstance(form, BaseFormSet):
        errors = [("", str(message)) for message in form.non_form_errors()]
        for member in form.forms:
            errors.extend(form_errors(member))
        return {"errors": errors}
    return {"errors": list(form_errors(form))}


@register.filter
def field_kind(field: BoundField) -> str:
    """How the pack draws a field: "checkbox", "choices", "group" or "line"."""
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    return "group" if widget.use_fieldset else "line"


@register.filter
def has_tiles(field: BoundField) -> bool:
    return "tiles" in str(field.field.widget.attrs.get("class", "")).split()


@register.filter
def says_optional(field: BoundField) -> bool:
    """A form whose fields are all optional (a filter) says so once, by `hide_optional`."""
    return not field.field.required and not getattr(field.form, "hide_optional", False)


@register.filter
def button_classes(button: object) -> str:
    """Of a crispy Submit, Button or Reset: a lone Submit is the page's primary button."""
    own = [name for name in str(getattr(button, "field_classes", "")).split() if name[:3] != "btn"]
    if any(name.startswith("button-") for name in own):
        return " ".join(["button", *own])
    primary = ["button-primary"] if getattr(button, "input_type", "") == "submit" else []
    return " ".join(["button", *primary, *own])


@register.filter
def labelled(form: forms.BaseForm) -> forms.BaseForm:
    """allauth repeats labels as placeholders, which vanish as one types: labels alone stay.

    Its link for a lost password, a hint between label and input, stands below our forms.
    """
    for name, field in form.fields.items():
        field.widget.attrs.pop("placeholder", None)
        if name == "password":
            form[name].help_text = ""
        if name == "password1":
            form[name].help_text = _(
                "At least 10 characters; no common word, nothing like your name."
            )
    return form
