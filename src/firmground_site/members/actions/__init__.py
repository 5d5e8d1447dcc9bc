"""What can be done about members: inviting, changing, signing in and out, second factors, the demonstration's cast."""

from firmground_site.members.actions.demonstration import load_members
from firmground_site.members.actions.invitations import Invited, NameInUse, accept_invitation, invite_member, withdraw_invitation
from firmground_site.members.actions.membership import change_role, deactivate_member, reactivate_member, reset_second_factor
from firmground_site.members.actions.second_factors import (
    note_recovery_codes,
    note_second_factor_added,
    note_second_factor_removed,
)
from firmground_site.members.actions.signing_in import (
    link_openid,
    note_sign_in,
    note_sign_in_failed,
    note_sign_out,
    set_password,
    sign_out_elsewhere,
    strengthen_password,
)

__all__ = [
    "Invited",
    "NameInUse",
    "accept_invitation",
    "change_role",
    "deactivate_member",
    "invite_member",
    "link_openid",
    "load_members",
    "note_recovery_codes",
    "note_second_factor_added",
    "note_second_factor_removed",
    "note_sign_in",
    "note_sign_in_failed",
    "note_sign_out",
    "reactivate_member",
    "reset_second_factor",
    "set_password",
    "sign_out_elsewhere",
    "strengthen_password",
    "withdraw_invitation",
]
