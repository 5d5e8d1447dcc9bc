"""The letter that reminds owners. When it cannot be sent, its kind is logged, never to whom it was or what it says."""

import smtplib

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from firmground_site.design.letters import BESIDE, in_each_language
from firmground_site.members.letters import log_unsent
from firmground_site.plan.measures import body_name
from firmground_site.plan.reminders import Reminder


def send_reminder(reminder: Reminder, link: str) -> bool:
    """Send what is asked of a body to its measure owners; whether it could be sent."""
    subject = in_each_language(lambda: _("reports and deadlines"), BESIDE)
    text = in_each_language(lambda: _text(reminder, link))
    try:
        return bool(send_mail(f"{settings.SITE_NAME}: {subject}", text, None, list(reminder.addresses)))
    except (OSError, smtplib.SMTPException) as error:
        log_unsent("a reminder", error)
        return False


def _text(reminder: Reminder, link: str) -> str:
    context = {"reminder": reminder, "body": body_name(reminder.body), "link": link, "site": settings.SITE_NAME}
    return render_to_string("plan/reminder.txt", context)
