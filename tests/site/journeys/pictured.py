"""Every picture of the site that is in docs/pictures/: its name, its title, the address it shows, and who uses the page for what.

It takes no picture: ``take_pictures`` does. The page docs/reference/pages.md is written from this list, and a test compares the
list with the addresses of the site.
"""

from dataclasses import dataclass

SIZES = {"phone": (390, 844, 2600), "desk": (1280, 900, 2200)}  # width, height, and where a long page is cut


@dataclass(frozen=True)
class Picture:
    """A picture, taken in each of ``SIZES``. ``address`` is the name of the URL pattern, "" for an answer that has none."""

    name: str
    title: str
    address: str
    says: str

    def file(self, size: str) -> str:
        """The name of its file."""
        return f"{self.name}-{size}.webp"


SCREENING = (
    ("home-officer", "Home of a screening officer", "pages:home", "Officers who meet people begin here: a new screening, and their own work."),
    ("screening", "A first screening", "screening:new", "An officer asks, and sees beside the answers what they come to so far."),
    ("screening-error", "A first screening with something missing", "screening:new", "Whoever left something out is told what, and loses nothing."),
    ("result", "What a screening found", "screening:result", "The officer reads what was found, what happens next, and what to tell the person."),
    ("screenings", "Screenings", "screening:list", "Officers find what they or their agency recorded, without names."),
    ("screening-freeport", "A first screening from right to left", "screening:new", "The same form in Arabic, in the invented territory of Freeport."),
)
DEBRIEFING = (
    ("purpose", "Why do you open this file?", "screening:open_file", "Whoever opens a person's file says why; it is recorded with their name."),
    ("identification-opened", "An identification just opened", "screening:identification", "Officers see where it stands, what was found, and what they can do next."),
    ("debriefing-before", "A debriefing that has not begun", "screening:debriefing", "The officer begins the first sitting from here."),
    ("sitting", "Before a sitting", "screening:debriefing_begin", "The officer makes sure that the person is alone, safe and told of breaks."),
    ("debriefing", "The sections of a debriefing", "screening:debriefing", "The officer chooses what to talk about, begins a break, and sees what is still open."),
    ("break", "A break", "screening:debriefing", "The officer sees that a break is under way, and ends it."),
    ("section", "A section of a debriefing", "screening:debriefing_section", "The officer asks the questions of one subject; entries are saved as they are made."),
    ("parked", "What was typed before signing in again", "screening:debriefing_section", "An officer whose session ended finds what they typed, to be saved."),
    ("two-answers", "Two answers to the same question", "screening:debriefing_section", "When two people answered differently, the officer chooses for each question."),
    ("debriefing-review", "All answers before the end", "screening:debriefing_review", "The officer reads everything once more, and finishes the debriefing."),
)
DECIDING = (
    ("home", "Home of an identification officer", "pages:home", "Officers see what waits for them, what is due, and what is overdue."),
    ("identification", "An identification that waits for a decision", "screening:identification", "Officers read what was found, and go on to decide."),
    ("decision", "A decision", "screening:decide", "The officer decides with reasons, with what was found beside."),
    ("decision-error", "A decision with something missing", "screening:decide", "Whoever left a reason out is told which."),
    ("decision-stale", "A decision that somebody else was quicker to make", "screening:decide", "An officer who was too late sees what is recorded now, and keeps what they typed."),
    ("opinion", "Concur or differ", "screening:give_opinion", "A second officer looks at the decision and its reasons before it stands."),
    ("identification-decided", "A decision that stands", "screening:identification", "Officers read the decision with its reasons, and what can still be done."),
    ("letter", "The letter of reasons", "screening:letter", "The officer reads the letter in the person's language, and makes it."),
    ("reconsider", "Reconsider a decision", "screening:reconsider", "The officer says why a decision is to be made anew."),
    ("close", "Close an identification", "screening:close", "The officer says why nothing more is awaited."),
    ("reopen", "Open an identification again", "screening:reopen", "The officer says why it is to be decided anew."),
    ("review-ask", "Ask for a review", "screening:ask_review", "Case workers and officers record that the person asks for a review."),
    ("review-end", "End a review", "screening:end_review", "A supervisor who took no part ends the review with reasons."),
    ("hand-over-offer", "Offer a hand-over", "screening:offer_hand_over", "An officer offers an identification to another agency or officer."),
    ("hand-over", "Answer a hand-over", "screening:hand_over", "An officer of the other agency accepts or declines, without a name being shown before."),
    ("hand-over-declined", "A hand-over that was declined", "screening:hand_over", "The officer who declined sees that it stays with the other side."),
)
PEOPLE = (
    ("person", "A person's file", "screening:person", "Officers read who the person is, what was asked and decided, and who opened the file."),
    ("person-correct", "Correct the record", "screening:correct_person", "Officers correct what was written down about a person."),
    ("person-stale", "Two corrections beside each other", "screening:correct_person", "An officer who was too late sees both versions, and chooses."),
    ("person-share", "Share a file", "screening:share_file", "Officers share a file with a case worker, an investigator or a prosecutor, for a purpose."),
    ("home-case-worker", "Home of a case worker", "pages:home", "Case workers see the people whose files are shared with them."),
)
WORK = (
    ("home-supervisor", "Home of a supervising officer", "pages:home", "Supervisors see what lies still, what is overdue, and what waits for a review."),
    ("work", "A work list", "screening:work", "Whoever has to do something finds all of it in one list, the most urgent first."),
    ("work-dormant", "What lies still", "screening:work", "Supervisors find what nobody has touched for too long."),
    ("retention", "Records to be erased", "screening:retention", "Supervisors see whose time has come or comes soon, and on what rule."),
    ("erase", "Erase a record", "screening:erase", "Supervisors read what is kept and what goes, and say why."),
    ("erase-all", "Erase all that are due", "screening:erase_all", "Supervisors read which records are erased together, and do it."),
)
FIGURES = (
    ("home-statistician", "Home of a statistician", "pages:home", "Statisticians come to the figures and the extract."),
    ("figures", "Figures of a year", "figures:dashboard", "Statisticians and the secretariat read the year's figures, with charts and the tables behind them."),
    ("figures-public", "Figures with small counts hidden", "figures:dashboard", "Whoever may not read small counts sees that they are hidden."),
    ("extract", "The extract", "figures:extract", "Statisticians take the year's rows without names, to compute it all again."),
)
LEDGER = (
    ("home-auditor", "Home of an auditor", "pages:home", "Auditors come to the ledger and its seals."),
    ("ledger", "The ledger", "audit:entries", "Auditors read who did what, and narrow it down."),
    ("ledger-entry", "An entry of the ledger", "audit:entry", "Auditors read one event, its content as far as they may, and its digests."),
    ("seals", "Seals", "audit:seals", "Auditors seal the ledger, and find the seals that were made."),
    ("seal", "A seal", "audit:seal", "Auditors hand a seal to a third party, who can check the chain against it later."),
    ("ledger-export", "Export the ledger", "audit:export", "Auditors take the whole chain, to be checked elsewhere."),
)
MEMBERS = (
    ("home-administrator", "Home of an administrator", "pages:home", "Administrators come to the members; they see no people."),
    ("members", "Members", "members:members", "Administrators see who can sign in, and which invitations are open."),
    ("invite", "Invite someone", "members:invite", "Administrators invite somebody into a role and an agency."),
    ("invited", "An invitation made", "members:invited", "The administrator hands over the link, which is shown once."),
    ("member", "A member", "members:member", "Administrators see a member's role, agency and second factor, and what can be done."),
    ("member-change", "Change role or agency", "members:change", "Administrators move a member to another role or agency."),
    ("member-deactivate", "Deactivate a member", "members:deactivate", "Administrators end a membership, with a reason."),
    ("member-reactivate", "Reactivate a member", "members:reactivate", "Administrators let somebody sign in again, with a reason."),
    ("member-second-factor", "Reset a second factor", "members:reset_second_factor", "Administrators help a member who lost their phone."),
)
SIGNING_IN = (
    ("sign-in", "Sign in", "account_login", "Everybody signs in here; the demonstration lists its sign-ins."),
    ("sign-in-error", "A sign-in that failed", "account_login", "Whoever mistyped is told so, and not whether the address exists."),
    ("sign-in-code", "The second step", "mfa_authenticate", "Members type the code of their authenticator, or use a passkey."),
    ("join", "Accept an invitation", "members:join", "Whoever was invited chooses a name and a password."),
    ("join-not-open", "An invitation that is not open", "members:join", "Whoever comes too late, or with half a link, is told what to do."),
    ("factor-set-up", "Set up a second factor", "mfa_index", "New members whose role sees people choose a second factor before anything else."),
    ("factor-app", "Authenticator app", "mfa_activate_totp", "Members connect an app on their phone."),
    ("recovery-codes", "Recovery codes", "mfa_view_recovery_codes", "Members keep the codes that let them in without their phone."),
    ("factors", "Second factors", "mfa_index", "Members see what they have, and add or remove."),
    ("recovery-codes-new", "New recovery codes", "mfa_generate_recovery_codes", "Members make new codes when they have used or lost theirs."),
    ("factor-app-remove", "Remove the authenticator app", "mfa_deactivate_totp", "Members remove the app of a phone they no longer have."),
    ("passkey-add", "Add a passkey", "mfa_add_webauthn", "Members let a phone, a computer or a key sign them in."),
    ("passkeys", "Passkeys", "mfa_list_webauthn", "Members see their passkeys and when each was used."),
    ("passkey-rename", "Rename a passkey", "mfa_edit_webauthn", "Members name a passkey so that they know it again."),
    ("passkey-remove", "Remove a passkey", "mfa_remove_webauthn", "Members remove a passkey that was lost."),
    ("you", "Your account", "members:you", "Members see their role, their second factors, and where else they are signed in."),
    ("password-change", "Change the password", "account_change_password", "Members change their password."),
    ("again-password", "Show that it is you, with the password", "account_reauthenticate", "Members show once more who they are before something grave."),
    ("again-code", "Show that it is you, with a code", "mfa_reauthenticate", "The same, with the authenticator."),
    ("again-passkey", "Show that it is you, with a passkey", "mfa_reauthenticate_webauthn", "The same, with a passkey."),
    ("password-forgotten", "Forgotten password", "account_reset_password", "Members ask for a link to set a new password."),
    ("password-link-sent", "A link was sent", "account_reset_password_done", "It says the same for every address."),
    ("password-new", "A new password", "account_reset_password_from_key", "Members who came by the link choose a new password."),
    ("password-set", "The new password is set", "account_reset_password_from_key_done", "Members go on to sign in."),
    ("inactive", "A membership that has ended", "account_inactive", "Former members are told whom to ask."),
    ("staff-cancelled", "A sign-in with another service, cancelled", "socialaccount_login_cancelled", "Staff who turned back at their own service begin again."),
    ("staff-error", "A sign-in with another service that failed", "socialaccount_login_error", "Staff whose own service did not answer are told what to do."),
    ("sign-out", "Sign out", "account_logout", "Members leave."),
)  # fmt: skip
ALWAYS = (
    ("help", "Help", "pages:help", "Everybody finds what the site is for and how it is used."),
    ("privacy", "Privacy", "pages:privacy", "Everybody reads what is kept about whom, and for how long."),
    ("accessibility", "Accessibility", "pages:accessibility", "Everybody reads how the site can be used, and what does not work yet."),
    ("not-found", "Not found", "", "What is not there and what one may not see look alike."),
    ("form-too-old", "A form that is too old", "", "Whoever sends a form of an ended session is told how to go on."),
    ("gallery", "Components", "design:gallery", "Whoever works on the pages sees every component once."),
    ("gallery-rtl", "Components from right to left", "design:gallery", "The same, as Arabic or Hebrew pages have them."),
)  # fmt: skip
PARTS = {
    "Screening": SCREENING,
    "Debriefing": DEBRIEFING,
    "Deciding": DECIDING,
    "People": PEOPLE,
    "Work lists and retention": WORK,
    "Figures": FIGURES,
    "The ledger": LEDGER,
    "Members": MEMBERS,
    "Signing in": SIGNING_IN,
    "For everybody": ALWAYS,
}
PICTURES = {name: Picture(name, *rest) for part in PARTS.values() for name, *rest in part}

POSTS = "it only takes a form, and leads to another page"
DOWNLOADS = "it answers with a file"
NOT_PICTURED = {  # addresses without a picture, and why
    "pages:robots": "it answers machines",
    "pages:health": "it answers machines",
    "audit:seal_now": POSTS,
    "audit:seal_paper": DOWNLOADS,
    "members:withdraw": POSTS,
    "members:elsewhere": POSTS,
    "screening:take_up": POSTS,
    "screening:debriefing_end": POSTS,
    "screening:debriefing_break": POSTS,
    "screening:debriefing_break_end": POSTS,
    "screening:end_sharing": POSTS,
    "figures:chart": "it is a picture, shown on the page of figures",
    "figures:table": DOWNLOADS,
    "mfa_login_webauthn": POSTS,
    "openid_connect_login": "it leads to another service",
    "openid_connect_callback": "it is where the other service leads back",
}


def page_of_pictures() -> str:
    """The page docs/reference/pages.md."""
    lines = [
        "# Pages of the site",
        "",
        "Every page on a phone and at a desk, with invented people. Long pages are cut. `script/docs` takes the pictures again and",
        "writes this page.",
    ]
    for part, pictures in PARTS.items():
        lines += ["", f"## {part}", "", "| page | on a phone | at a desk |", "|---|---|---|"]
        for picture in (PICTURES[name] for name, *_ in pictures):
            shown = " | ".join(f"![{picture.title}, {size}](../pictures/{picture.file(size)})" for size in SIZES)
            lines.append(f"| **{picture.title}**. {picture.says} | {shown} |")
    return "\n".join(lines) + "\n"
