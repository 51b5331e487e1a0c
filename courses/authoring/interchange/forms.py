"""With what a package comes in."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.catalog.models import Course
from courses.catalog.queries import courses_for_staff
from courses.people.models import User


class PackageForm(forms.Form):
    """A zip, and whether it becomes a new course or changes the draft of one that there is."""

    file = forms.FileField(
        label=gettext_lazy("Zip of a course"),
        help_text=gettext_lazy("As “Export” makes it, or packed by hand, up to 20 MB."),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Choose a file first.")},
        widget=forms.ClearableFileInput(attrs={"accept": ".zip,application/zip"}),
    )
    update = forms.ModelChoiceField(
        label=gettext_lazy("What it becomes"),
        queryset=Course.objects.none(),
        required=False,
        empty_label=gettext_lazy("A new course"),
        to_field_name="slug",
        help_text=gettext_lazy(
            "Choose one of your courses to change its draft. What is published stays."
        ),
    )
    slug = forms.SlugField(
        label=gettext_lazy("Address of the new course"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Small letters, digits and hyphens. Empty: as the zip says."),
    )

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["update"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = courses_for_staff(by).order_by("slug")

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > settings.MAX_REPORT_BYTES:
            raise forms.ValidationError(
                _("The file is larger than 20 MB. Ask whoever runs the site to import it.")
            )
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        slug = cleaned.get("slug")
        if cleaned.get("update"):
            cleaned["slug"] = ""
        elif slug and Course.objects.filter(slug=slug).exists():
            self.add_error("slug", _("There is a course with this address. Choose another."))
        return cleaned
