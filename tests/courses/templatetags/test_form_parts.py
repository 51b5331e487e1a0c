from crispy_forms.helper import FormHelper
from crispy_forms.layout import Button, Submit
from crispy_forms.utils import render_crispy_form
from django import forms
from django.forms import formset_factory
from django.template import Context, Template

from courses.templatetags.form_parts import button_classes, field_messages, labelled
from tests.support.html import squeezed


class Form(forms.Form):
    name = forms.CharField(label="Name", help_text="As in your passport.")
    hours = forms.IntegerField(label="Hours", required=False)
    level = forms.ChoiceField(
        label="Level", choices=[("1", "Easy"), ("2", "Hard")], widget=forms.RadioSelect
    )
    agree = forms.BooleanField(label="I agree")


def draw(form: forms.Form) -> str:
    return squeezed(render_crispy_form(form))


def test_an_untouched_form_has_no_error_summary() -> None:
    assert "error-summary" not in draw(Form())


def test_the_error_summary_links_each_message_to_its_field() -> None:
    html = draw(Form({"hours": "many"}))
    assert '<a href="#id_name">Fill in “Name”.</a>' in html
    assert '<a href="#id_hours">Enter a whole number.</a>' in html
    assert '<a href="#id_level_0">Choose “Level”.</a>' in html
    assert '<a href="#id_agree">Tick “I agree”.</a>' in html


def test_each_linked_field_exists() -> None:
    html = draw(Form({}))
    for target in ("id_name", "id_level_0", "id_agree"):
        assert f'id="{target}"' in html


def test_the_summary_names_the_forms_own_errors_first() -> None:
    form = Form({})
    form.add_error(None, "The dates are in the wrong order.")
    html = draw(form)
    assert html.index("wrong order") < html.index("Fill in “Name”")


def test_a_wrong_field_says_so_to_screen_readers() -> None:
    html = draw(Form({}))
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert '<div id="id_name_error"><p class="error">' in html


def test_radio_buttons_are_a_fieldset_with_a_legend() -> None:
    html = draw(Form())
    assert "<legend>Level</legend>" in html
    assert '<label class="choice" for="id_level_0">' in html


def test_what_may_stay_empty_says_so() -> None:
    assert draw(Form()).count("(optional)") == 1


def test_a_filter_form_says_optional_nowhere() -> None:
    class Filter(Form):
        hide_optional = True

    assert "(optional)" not in draw(Filter())


def test_a_message_of_the_forms_own_is_kept() -> None:
    form = Form({})
    form.fields["name"].error_messages["required"] = "Tell us your name."
    assert field_messages(form["name"]) == ["Tell us your name."]


def test_a_formsets_summary_gathers_every_member() -> None:
    formset = formset_factory(Form, extra=0)(
        {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-1-hours": "x"}
    )
    html = Template("{% error_summary formset %}").render(Context({"formset": formset}))
    assert 'href="#id_form-1-name"' in html


def test_an_uploading_form_is_multipart_and_validated_by_the_server() -> None:
    class Upload(forms.Form):
        report = forms.FileField()

    html = draw(Upload())
    assert 'enctype="multipart/form-data"' in html
    assert "novalidate" in html


def test_the_first_button_is_primary_and_others_are_quiet() -> None:
    form = Form()
    helper = FormHelper()
    helper.add_input(Submit("save", "Save"))
    helper.add_input(Button("cancel", "Cancel"))
    html = squeezed(render_crispy_form(form, helper))
    assert '<button type="submit" class="button button-primary" name="save"' in html
    assert '<button type="button" class="button" name="cancel"' in html


def test_a_dangerous_submit_is_not_primary() -> None:
    danger = Submit("remove", "Remove", css_class="button-danger")
    assert button_classes(danger) == "button button-danger"


def test_the_link_for_a_lost_password_stands_below_the_form_alone() -> None:
    class SignIn(forms.Form):
        password = forms.CharField(help_text="Forgot it?")

    wrong = SignIn({})
    assert wrong.errors
    assert labelled(wrong)["password"].help_text == ""


def test_placeholders_that_repeat_labels_go() -> None:
    form = Form()
    form.fields["name"].widget.attrs["placeholder"] = "Name"
    assert "placeholder" not in str(labelled(form)["name"])
