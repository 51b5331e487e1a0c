"""People, what they agreed to, and where they belong."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Creates people by mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_administrator=True, **fields)


class User(AbstractBaseUser):
    """A person. Everybody may learn; the flags say what else one may do."""

    email = models.EmailField(_("e-mail"), max_length=254)
    name = models.CharField(_("name"), max_length=150, blank=True)
    certificate_name = models.CharField(_("name for the certificate"), max_length=150, blank=True)
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, default="en"
    )
    timezone = models.CharField(_("time zone"), max_length=60, default="UTC")
    is_instructor = models.BooleanField(_("instructor"), default=False)
    is_coordinator = models.BooleanField(_("coordinator"), default=False)
    is_administrator = models.BooleanField(_("administrator"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    is_demo = models.BooleanField(default=False)
    date_joined = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_unique")]
        # The order of a list of a hundred thousand, a hundred at a time.
        indexes = [models.Index(Lower("name"), "id", name="user_by_name")]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_staff(self) -> bool:
        return self.is_administrator

    @property
    def is_superuser(self) -> bool:
        return self.is_administrator

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return self.is_active and self.is_administrator

    def has_perms(self, perm_list: list[str], obj: object = None) -> bool:
        return self.is_active and self.is_administrator

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and self.is_administrator

    @property
    def name_on_certificate(self) -> str:
        return self.certificate_name or self.name


def display_name(user: User) -> str:
    """How allauth's pages and mails call a person."""
    return str(user)


class LegalText(models.Model):
    """A version of the privacy notice, the terms or the contact page, in one language."""

    class Kind(models.TextChoices):
        PRIVACY = "privacy", _("Privacy notice")
        TERMS = "terms", _("Terms of use")
        CONTACT = "contact", _("Contact")
        ABOUT = "about", _("About")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    version = models.PositiveIntegerField()
    language = models.CharField(max_length=10, choices=settings.LANGUAGES)
    body = models.TextField(help_text=_("Markdown"))
    html = models.TextField(editable=False)
    published_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "version", "language"], name="legal_version")
        ]


class Consent(models.Model):
    """That a person accepted a version of a legal text, and when."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="consents")
    kind = models.CharField(max_length=10, choices=LegalText.Kind.choices)
    version = models.PositiveIntegerField()
    accepted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "kind", "version"], name="consent_once")
        ]


class SiteSettings(models.Model):
    """The one row that says what this site is called and who may sign up."""

    class Signup(models.TextChoices):
        OPEN = "open", _("Open to everybody")
        INVITATION = "invitation", _("By invitation")
        CLOSED = "closed", _("Closed")

    name = models.CharField(_("site name"), max_length=80, default="Parcours")
    logo = models.ImageField(_("logo"), upload_to="site/", blank=True)
    contact_email = models.EmailField(_("contact address"), blank=True)
    signup = models.CharField(
        _("sign-up"), max_length=10, choices=Signup.choices, default=Signup.OPEN
    )


class Invitation(models.Model):
    """An address that may sign up, with the roles it will have."""

    email = models.EmailField(max_length=254)
    token = models.CharField(max_length=64, unique=True)
    is_instructor = models.BooleanField(default=False)
    is_coordinator = models.BooleanField(default=False)
    is_administrator = models.BooleanField(default=False)
    language = models.CharField(max_length=10, choices=settings.LANGUAGES, default="en")
    invited_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)

    @property
    def is_over(self) -> bool:
        return self.expires_at <= timezone.now()


class Organisation(models.Model):
    """An institution whose people learn here."""

    name = models.CharField(_("name"), max_length=200, unique=True)

    def __str__(self) -> str:
        return self.name


class Cohort(models.Model):
    """A group of people who learn together and are followed by coordinators."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="cohorts"
    )
    coordinators = models.ManyToManyField(User, related_name="coordinated_cohorts", blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """That a person belongs to a cohort."""

    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    external_id = models.CharField(max_length=60, blank=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["cohort", "user"], name="member_once")]
