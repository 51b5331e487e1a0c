"""Forms of people's own accounts."""

from django import forms


class SignupForm(forms.Form):
    """Beside what allauth asks: nothing yet."""

    def signup(self, request: object, user: object) -> None:
        """Called by allauth when the person exists."""
