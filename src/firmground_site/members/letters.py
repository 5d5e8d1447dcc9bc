"""The letters that members get, and what is logged when one cannot be sent: its kind, never to whom or what it says."""

import logging
import smtplib

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from firmground_site.accounts.models import Invitation
from firmground_site.design.letters import BESIDE, in_each_language
from firmground_site.members.queries import agency_in_words, role_in_words

log = logging.getLogger(__name__)


def send_invitation(invitation: Invitation, link: str) -> bool:
    """Send the link of an invitation to the person invited; whether it could be sent."""
    subject = in_each_language(lambda: _("your invitation"), BESIDE)
    text = in_each_language(lambda: _text(invitation, link))
    try:
        return bool(send_mail(f"{settings.SITE_NAME}: {subject}", text, None, [invitation.email]))
    except (OSError, smtplib.SMTPException) as error:
        log_unsent("an invitation", error)
        return False


def _text(invitation: Invitation, link: str) -> str:
    role, agency = role_in_words(invitation.role), agency_in_words(invitation.agency)
    context = {"invitation": invitation, "link": link, "role": role, "agency": agency, "site": settings.SITE_NAME}
    return render_to_string("members/invitation.txt", context)


def log_unsent(what: str, error: Exception) -> None:
    """Log that a letter could not be sent."""
    log.error("A letter could not be sent (%s): %s. Check EMAIL_HOST and what belongs to it.", what, type(error).__name__)
