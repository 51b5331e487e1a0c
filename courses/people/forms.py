"""Forms of people's own accounts and of the administrators' rooms."""

from typing import Any, cast

from allauth.account.models import EmailAddress
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from courses.people.legal import record_consent
from courses.people.models import Invitation, LegalText, SiteSettings, User
from courses.people.zones import zone_choices


def _consent_label() -> str:
    return format_html(
        str(_("I have read the {privacy} and accept the {terms}.")),
        privacy=_legal_link("privacy", str(_("privacy notice"))),
        terms=_legal_link("terms", str(_("terms of use"))),
    )


def _legal_link(kind: str, words: str) -> str:
    return format_html(
        '<a href="{}" target="_blank">{}</a>', reverse_lazy("people:legal_text", args=[kind]), words
    )


consent_label = lazy(_consent_label, str)


def interface_languages() -> list[tuple[str, Any]]:
    """Languages that one may choose for pages and mails: those with a catalogue come first."""
    complete = [pair for pair in settings.LANGUAGES if pair[0] in settings.INTERFACE_LANGUAGES]
    return complete + [pair for pair in settings.LANGUAGES if pair not in complete]


class SignupForm(forms.Form):
    """What sign-up asks beside address and password (allauth's ACCOUNT_SIGNUP_FORM_CLASS)."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=150,
        help_text=_("As it should stand on your certificates. You can change it later."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=interface_languages)
    timezone = forms.ChoiceField(
        label=_("Time zone"),
        choices=zone_choices,
        widget=forms.Select(attrs={"data-detect-zone": ""}),
    )
    agree = forms.BooleanField(
        label=consent_label(),
        error_messages={"required": _("Tick the box to go on: an account needs your agreement.")},
    )
    field_order = ["name", "email", "password1", "language", "timezone", "agree"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = get_language()
        self.fields["timezone"].initial = "UTC"

    def signup(self, request: HttpRequest, user: User) -> None:
        """Called by allauth inside its own saving of the person."""
        user.name = user.certificate_name = self.cleaned_data["name"]
        user.language = self.cleaned_data["language"]
        user.timezone = self.cleaned_data["timezone"]
        user.save()
        record_consent(user)


class ProfileForm(forms.ModelForm[User]):
    timezone = forms.ChoiceField(label=_("Time zone"), choices=zone_choices)

    class Meta:
        model = User
        fields = ["name", "certificate_name", "language", "timezone"]
        help_texts = {
            "certificate_name": _("Exactly as it should be printed. Empty: your name."),
            "language": _("Of pages and mails. Courses may be taken in another."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["language"]).choices = interface_languages()
        self.fields["name"].required = True
        self.helper = FormHelper()
        self.helper.add_input(Submit("save", _("Save")))


class ConsentForm(forms.Form):
    agree = forms.BooleanField(
        label=consent_label(),
        error_messages={"required": _("Tick the box to go on.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(Submit("go_on", _("Go on")))


class InvitationForm(forms.ModelForm[Invitation]):
    class Meta:
        model = Invitation
        fields = ["email", "language", "is_instructor", "is_coordinator", "is_administrator"]
        labels = {
            "language": _("Language"),
            "email": _("E-mail address"),
            "is_instructor": _("May write courses (instructor)"),
            "is_coordinator": _("May follow cohorts (coordinator)"),
            "is_administrator": _("May look after the site (administrator)"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(Submit("invite", _("Send the invitation")))

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        taken = EmailAddress.objects.filter(email__iexact=email).exists()
        if taken or User.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError(
                _("Somebody with this address is here already. Change their role instead.")
            )
        return email


class RolesForm(forms.ModelForm[User]):
    class Meta:
        model = User
        fields = ["is_instructor", "is_coordinator", "is_administrator"]
        labels = InvitationForm.Meta.labels

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(Submit("save", _("Change the roles")))


LOGO_FORMATS = {"PNG", "JPEG", "WEBP"}
NO_LOGO = _("This file is no picture that can be shown. Choose a PNG, JPEG or WebP file.")


class SiteForm(forms.ModelForm[SiteSettings]):
    class Meta:
        model = SiteSettings
        fields = ["name", "logo", "contact_email", "signup"]
        widgets = {"signup": forms.RadioSelect}
        error_messages = {"logo": {"invalid_image": NO_LOGO, "invalid_extension": NO_LOGO}}
        help_texts = {
            "logo": _("A PNG, JPEG or WebP picture, at most 2 MB; shown 32 pixels high."),
            "contact_email": _("Shown on the contact page."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(Submit("save", _("Save")))

    def clean_logo(self) -> Any:
        logo = self.cleaned_data.get("logo")
        if not logo or not hasattr(logo, "content_type"):
            return logo
        if logo.size > 2 * 1024 * 1024:
            raise forms.ValidationError(_("This picture is over 2 MB. Choose a smaller one."))
        if logo.image.format not in LOGO_FORMATS:
            raise forms.ValidationError(NO_LOGO)
        # Served by this name: it says what the file is, whatever it was called.
        logo.name = f"logo.{logo.image.format.lower()}"
        return logo


class LegalForm(forms.Form):
    """One text area a language in which the text stands."""

    def __init__(self, *args: Any, bodies: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = dict(settings.LANGUAGES)
        for language, body in bodies.items():
            self.fields[f"body_{language}"] = forms.CharField(
                label=names[language],
                initial=body,
                help_text=_("Markdown"),
                widget=forms.Textarea(attrs={"rows": 18, "lang": language}),
            )
        self.helper = FormHelper()
        self.helper.add_input(Submit("publish", _("Publish as a new version")))

    def bodies(self) -> dict[str, str]:
        return {name.removeprefix("body_"): text for name, text in self.cleaned_data.items()}


LEGAL_KINDS = dict(LegalText.Kind.choices)
