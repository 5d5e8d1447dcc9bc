"""The letter that reminds owners. When it cannot be sent, its kind is logged, never to whom it was or what it says."""

import smtplib

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation

from firmground_site.members.letters import log_unsent
from firmground_site.plan.measures import body_name
from firmground_site.plan.reminders import Reminder


def send_reminder(reminder: Reminder, link: str) -> bool:
    """Send what is asked of a body to its measure owners; whether it could be sent."""
    with translation.override(settings.LANGUAGE_CODE):  # a letter does not follow the language of whoever sends it
        return _send(reminder, link)


def _send(reminder: Reminder, link: str) -> bool:
    context = {"reminder": reminder, "body": body_name(reminder.body), "link": link, "site": settings.SITE_NAME}
    text = render_to_string("plan/reminder.txt", context)
    try:
        return bool(send_mail(f"{settings.SITE_NAME}: reports and deadlines", text, None, list(reminder.addresses)))
    except (OSError, smtplib.SMTPException) as error:
        log_unsent("a reminder", error)
        return False
