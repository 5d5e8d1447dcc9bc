"""The letters that members get, and what is logged when one cannot be sent: its kind, never to whom or what it says."""

import logging
import smtplib

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import override

from firmground_site.accounts.models import Invitation
from firmground_site.members.queries import agency_in_words, role_in_words

log = logging.getLogger(__name__)


def send_invitation(invitation: Invitation, link: str) -> bool:
    """Send the link of an invitation to the person invited; whether it could be sent."""
    with override(settings.LANGUAGE_CODE):  # nobody knows yet which language they read
        context = {
            "invitation": invitation,
            "link": link,
            "role": role_in_words(invitation.role),
            "agency": agency_in_words(invitation.agency),
            "site": settings.SITE_NAME,
        }
        text = render_to_string("members/invitation.txt", context)
    try:
        return bool(send_mail(f"{settings.SITE_NAME}: your invitation", text, None, [invitation.email]))
    except (OSError, smtplib.SMTPException) as error:
        log_unsent("an invitation", error)
        return False


def log_unsent(what: str, error: Exception) -> None:
    """Log that a letter could not be sent."""
    log.error("A letter could not be sent (%s): %s. Check EMAIL_HOST and what belongs to it.", what, type(error).__name__)
