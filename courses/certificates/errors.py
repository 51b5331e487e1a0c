"""What can go wrong with certificates, in words that one can act on."""

from collections.abc import Sequence

from django.utils.translation import gettext as _


class CertificateError(Exception):
    """The base of this family; its text is shown to whoever asked."""


class MissingGlyphs(CertificateError):
    """No font here can write some of the text. Fails the job, to be tried again later."""

    def __init__(self, signs: Sequence[str], packages: Sequence[str]) -> None:
        self.signs = list(signs)
        self.packages = list(packages)
        words = {"signs": " ".join(self.signs), "packages": " ".join(self.packages)}
        super().__init__(
            _(
                "No font here can write %(signs)s. Install the Debian package %(packages)s "
                "(or name a folder of fonts in FONT_DIRS), then try again."
            )
            % words
        )


class AlreadyRevoked(CertificateError):
    def __init__(self) -> None:
        super().__init__(_("This certificate was revoked before."))


class Gone(CertificateError):
    def __init__(self) -> None:
        super().__init__(_("This certificate is gone: its holder’s data was erased meanwhile."))
