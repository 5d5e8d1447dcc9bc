"""Members, who can sign in, and invitations to become one. What members may do is for ``access`` to say."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import check_password
from django.db import models
from django.db.models.functions import Lower

from firmground_site.accounts.pairs import in_pairs


class Members(BaseUserManager["Member"]):
    """Finds members by address, whatever its case."""

    def get_by_natural_key(self, email: str | None) -> "Member":
        """The member with that address."""
        return self.get(email__iexact=email)


class Member(AbstractBaseUser):
    """A person who can sign in: one role, in one agency of the pack. Never deleted, since the ledger names members."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    agency = models.CharField(max_length=80, blank=True, help_text="A code of the pack's list of agencies.")
    role = models.CharField(max_length=40)
    is_active = models.BooleanField(default=True)
    last_login = None

    objects = Members()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name", "role"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="member_address_once")]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        """The name to show."""
        return self.name

    def check_password(self, raw_password: str) -> bool:
        """Whether this is the password. Django would also save a newer digest of it here; that is left to an action."""
        return check_password(raw_password, self.password)


class Invitation(models.Model):
    """An invitation: whoever holds the token of this digest may become a member, once, until it expires."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField()
    name = models.CharField(max_length=120)
    agency = models.CharField(max_length=80, blank=True)
    role = models.CharField(max_length=40)
    token_digest = models.CharField(max_length=64, unique=True)
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(
        Member, models.PROTECT, null=True, blank=True, related_name="invitations_sent", help_text="Empty for a command."
    )
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.OneToOneField(Member, models.PROTECT, null=True, blank=True, related_name="invitation")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="invitations_withdrawn")

    class Meta:
        ordering = ["-invited_at"]
        constraints = [
            *in_pairs("invitation", "accepted", "withdrawn"),
            models.UniqueConstraint(
                Lower("email"),
                condition=models.Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="invitation_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"Invitation of {self.name}"
