"""What pages of signing in show besides allauth's own context: the demonstration's sign-ins, and the staff sign-in."""

from typing import Any

from allauth.mfa.models import Authenticator
from django import template
from django.conf import settings

from firmground_site.access.roles import ROLES
from firmground_site.members import demo
from firmground_site.packs.queries import active_pack

register = template.Library()


@register.simple_tag
def demo_sign_ins() -> dict[str, Any] | None:
    """Who can sign in to the demonstration, with their roles; nothing where DEMO is off."""
    if not settings.DEMO:
        return None
    rows = [{"member": each, "role": ROLES[each.role]} for each in demo.demo_members(active_pack())]
    return {"rows": rows, "password": demo.PASSWORD, "code": settings.MFA_TOTP_INSECURE_BYPASS_CODE}


@register.simple_tag
def staff_sign_in() -> dict[str, str] | None:
    """The staff sign-in's name and key; nothing where none is configured."""
    providers = getattr(settings, "SOCIALACCOUNT_PROVIDERS", {})
    configured = providers.get("openid_connect", {}).get("APPS", [])
    return {"name": configured[0]["name"], "key": configured[0]["provider_id"]} if configured else None


@register.filter
def has_second_factor_of(member: Any) -> bool:
    """Whether a member has an authenticator app or a passkey; recovery codes alone do not count."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    return Authenticator.objects.filter(user=member, type__in=kinds).exists()
