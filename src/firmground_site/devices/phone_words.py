"""The words of the phone's own page, by key, in each language of the interface. The words of questions are the pack's.

They are sent once, with the page, since a phone without a signal cannot ask. ``{places}`` are filled in there. A key that ends
in ``_one`` or ``_other`` is the form for a number, as browsers name the forms.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

LANGUAGES = {"en": ("en-gb", "English"), "zh-Hant": ("zh-hant", "繁體中文")}  # the pack's tag, Django's, and its own name

AROUND = {
    "leave_quickly": _("Leave this page quickly"),
    "skip": _("Skip to main content"),
    "lock_now": _("Lock"),
    "interface_in": _("Language of this page"),
    "go_on": _("Go on"),
    "back": _("Back"),
    "more": _("More"),
    "problem": _("There is a problem"),
    "fault": _(
        "Something went wrong. What was accepted is safe. Lock the phone and begin again; if it happens "
        "twice, tell your administrator."
    ),
    "minutes_one": _("{count} minute"),
    "minutes_other": _("{count} minutes"),
    "hours_one": _("{count} hour"),
    "hours_other": _("{count} hours"),
    "days_one": _("{count} day"),
    "days_other": _("{count} days"),
    "new_version": _("A new version of this page is ready."),
    "new_version_use": _("Use it now"),
    "new_version_later": _("Finish what you have open first. The new version waits."),
    "cannot_title": _("This browser cannot keep screenings"),
    "cannot_secure": _("The address must begin with https. Ask your administrator for the right one."),
    "cannot_crypto": _("The browser cannot encrypt. Use a current version of Chrome, Edge, Firefox or Safari."),
    "cannot_store": _(
        "The browser keeps nothing, perhaps because this is a private window. Open the page in an ordinary window."
    ),
    "cannot_worker": _("The browser cannot open the page without a signal. Use a current browser, in an ordinary window."),
    "screen_online": _("Screen a person with a signal"),
}
KEYS = {
    "prepare_title": _("Prepare this phone"),
    "prepare_says": _(
        "Afterwards you can screen people here without a signal. What you accept is sealed: this phone cannot read it back."
    ),
    "prepare_needs_signal": _("This needs a signal once. There is none now."),
    "prepare_sign_in": _("Sign in first, then come back to this page."),
    "sign_in": _("Sign in"),
    "prepare_not_yours": _("Your account cannot record screenings, so there is nothing to prepare. Ask your administrator."),
    "prepare_for": _("Prepare it for {name}"),
    "prepare_do": _("Prepare this phone"),
    "prepare_failed": _("The phone was not prepared: {reason}"),
    "signed_out_here": _("The phone is prepared. You are signed out of the site on this phone."),
    "try_again": _("Try again"),
    "phone_label": _("Name of this phone"),
    "phone_label_hint": _("So that an administrator can tell it from others, such as “Airport desk 2”."),
    "new_pin": _("PIN of your choice"),
    "new_pin_hint": _(
        "At least 6 characters. Longer is safer, and letters are better than digits. Nobody can tell you what it was."
    ),
    "pin_again": _("The same PIN again"),
    "pin_short": _("The PIN needs at least 6 characters."),
    "pin_simple": _("The PIN is too easy to guess. Do not repeat one character and do not count up or down."),
    "pin_differs": _("The two PINs are not the same."),
    "label_missing": _("Give the phone a name."),
    "preparing": _("Preparing…"),
    "who_title": _("Who are you?"),
    "pin_title": _("PIN of {name}"),
    "pin": _("PIN"),
    "pin_hint": _("Five wrong PINs in a row erase your keys and your draft. What waits to be sent is not touched."),
    "unlock": _("Unlock"),
    "opening": _("Opening…"),
    "wrong_pin_one": _("The PIN is wrong. {count} try is left."),
    "wrong_pin_other": _("The PIN is wrong. {count} tries are left."),
    "not_me": _("I am somebody else"),
    "add_officer": _("Add another officer"),
    "erased_title": _("Your keys were erased"),
    "erased": _(
        "The PIN of {name} was wrong five times, so the keys and the draft on this phone are erased. With a "
        "signal you can prepare the phone again."
    ),
    "outbox_stays": _("What was accepted stays sealed in the outbox and is sent as soon as there is a signal."),
    "revoked_title": _("This phone was revoked"),
    "revoked": _("An administrator has revoked this phone. Keys, drafts and prepared debriefings on it are erased."),
    "hand_over": _("Hand over the phone"),
    "hand_over_says": _("Your draft and the settings of your shift are erased. Your keys stay, under your PIN."),
    "hand_over_do": _("Hand over"),
    "handed_over": _("The phone can be handed over."),
    "leave_phone": _("Stop using this phone"),
    "leave_says": _(
        "Your keys, your draft and your prepared debriefings on this phone are erased, and the server is told when there is a "
        "signal. To use it again you need a signal."
    ),
    "leave_do": _("Erase my keys"),
    "left_phone": _("Your keys on this phone are erased."),
    "locked": _("The phone is locked."),
}
OUTBOX = {
    "outbox": _("Outbox and receipts"),
    "nothing_waits": _("Nothing waits to be sent."),
    "waiting_one": _("{count} entry waits to be sent, for {age}."),
    "waiting_other": _("{count} entries wait to be sent, the oldest for {age}."),
    "send_now": _("Send now"),
    "sending": _("Sending…"),
    "all_sent": _("Everything was sent."),
    "not_all_sent": _("The server did not take everything. What it did not take stays here; tell your administrator."),
    "too_much_waits": _(
        "Too much of this phone waits to be looked at. What is here stays, and is sent later; tell your supervisor."
    ),
    "no_signal": _("The server could not be reached. What waits stays here and is sent later."),
    "not_sent_yet": _("Not sent yet"),
    "age": _("Age"),
    "state": _("State"),
    "number": _("Number"),
    "latest": _("Latest"),
    "receipts": _("Receipts"),
    "receipts_count_one": _("The server has confirmed {count} entry."),
    "receipts_count_other": _("The server has confirmed {count} entries."),
    "no_receipts": _("No receipts yet."),
    "by_state": _("Receipts by state"),
    "state_waiting": _("Waiting for a signal"),
    "state_not_taken": _("Not taken; tell your administrator"),
    "state_recorded": _("Recorded"),
    "state_held": _("A supervisor looks at it"),
    "state_declined": _("Declined; ask your supervisor"),
    "state_refused": _("Could not be opened; tell your administrator"),
    "what_states_mean": _("This phone knows of an entry only that it is there. Ask your supervisor about one that was held."),
}
ENTRY = {
    "ready_title": _("Ready, {name}"),
    "screen_person": _("Screen a person"),
    "screen_another": _("Screen another person"),
    "ready": _("Done for now"),
    "in_progress": _("You began an entry on {when}. It is kept for one day."),
    "draft_first": _("You have an entry in progress. Go on with it, or throw it away, before you begin another."),
    "another_draft": _(
        "Another entry of yours is in progress in another window. This one is on the screen only: do not close this page."
    ),
    "go_on_with_it": _("Go on with it"),
    "throw_away": _("Throw it away"),
    "throw_away_sure": _("Press “Throw it away” once more to erase everything that you entered here."),
    "thrown_away": _("The entry was thrown away."),
    "works_offline": _("This phone works without a signal."),
    "works_offline_soon": _("Getting ready to work without a signal…"),
    "may_be_erased": _("This browser may erase what waits when space is short. Send soon."),
    "no_questions": _("The questions could not be fetched yet. Open this page once with a signal."),
    "questions_altered": _(
        "The questions that arrived do not match their digest, so they are not used. Tell your administrator."
    ),
    "shift": _("Settings of your shift"),
    "shift_hint": _("What stays the same is filled in for every person, and can be changed for each. It is kept for one day."),
    "recordings": _("Recordings of the questions"),
    "recordings_say": _(
        "Choose the languages whose recordings this phone keeps, so that it reads them aloud without a signal. All of them "
        "together may take {most} MB. They are fetched now, and again when the questions change."
    ),
    "recordings_in": _("{name}: {size} MB"),
    "recordings_kept": _("On this phone, and read aloud without a signal."),
    "recordings_some": _("Not all of it is on this phone yet. It is fetched when there is a signal."),
    "recordings_no_room": _("There is no room for it beside the others. Take another one away first."),
    "recordings_not_kept": _("Not kept on this phone."),
    "recordings_fetching": _("Fetching the recordings…"),
    "recordings_later": _("Not everything could be fetched. It is tried again when there is a signal."),
    "questions_in": _("Language of the questions"),
    "not_reviewed": _("This is a draft: no speaker of the language has reviewed it."),
    "one_at_a_time": _("One question at a time"),
    "finish": _("Finish"),
    "accepting": _("Sealing…"),
    "accepted": _("Accepted"),
    "accepted_says": _("It is sealed and will be sent. This phone cannot read it back."),
    "found": _("What the answers come to"),
    "finding_yes": _("Found"),
    "finding_no": _("Not found"),
    "finding_not_known": _("Not known yet"),
    "what_next": _("What happens next"),
    "unverified": _("number not verified"),
    "day_and_night": _("day and night"),
    "disk_full": _(
        "There is no room on this phone, so nothing was accepted. Your entry is still on the screen. Make "
        "room, or copy it onto paper."
    ),
    "disk_full_draft": _("There is no room on this phone. Your entry is on the screen only: do not close this page."),
    "why_not": _("If there is no number, why not"),
    "choose_trigger": _("Choose how you came to meet the person."),
    "choose_group": _("Choose a group."),
    "wrong_day": _("Give the day on which you met. It cannot be still to come."),
    "wrong_number": _("Give a whole number from {least} to {most}."),
}
FIELDS = {
    "the_person": _("The person"),
    "nobody_needs": _("All of this may be left out. Nobody needs to give a name."),
    "alias": _("What to call the person"),
    "sex": _("Sex"),
    "nationality": _("Nationality"),
    "language": _("Language of the person"),
    "age_basis": _("How the age is known"),
    "papers": _("Name, papers and phone"),
    "name": _("Full name"),
    "document": _("Number of an identity paper"),
    "phone": _("Phone that is safe to call"),
    "named": _("Whom the person named"),
    "meeting": _("How you met"),
    "trigger": _("How you came to meet the person"),
    "group": _("Group"),
    "screened_on": _("Day on which you met"),
    "place": _("Place"),
    "interpreter": _("Interpreter"),
    "note": _("Note"),
    "note_hint": _("Facts that the questions do not ask about."),
}
DEBRIEFINGS = {
    "debriefings_one": _("{count} prepared debriefing"),
    "debriefings_other": _("{count} prepared debriefings"),
    "debriefings_title": _("Prepared debriefings"),
    "debriefings_say": _("Each was prepared for you and for this phone. Once you accept one, it is sealed and goes from here."),
    "debriefing_until": _("until {when}"),
    "debriefing_other_questions": _("Its questions are not on this phone. Open this page once with a signal."),
}
WORDS = AROUND | KEYS | OUTBOX | ENTRY | FIELDS | DEBRIEFINGS


def words_of_the_phone() -> dict[str, dict[str, str]]:
    """Every word of the phone's page by language and key; ``own_name`` is the name of the language in itself."""
    return {tag: {"own_name": name} | _in(language) for tag, (language, name) in LANGUAGES.items()}


def _in(language: str) -> dict[str, str]:
    with override(language):
        return {key: str(words) for key, words in WORDS.items()}
