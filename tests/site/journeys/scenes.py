"""The walk through the site on which its pictures are taken: one invented person from the first screening to the review.

Everything is done through the pages, as members do it. It takes no picture itself: ``camera.take`` does.
"""

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core import mail
from django.urls import reverse
from journeys.scenes_help import walk_help_in_freeport

from firmground_site.members.demo import PASSWORD

STORY = "She says that her agent took her passport at the airport and has not given it back since."


def walk(camera: Any, pack: str, *more: Callable[[Any], None]) -> None:
    """Walk a territory's site; ``more`` are scenes of other parts, which come while everybody is still a member."""
    if pack == "freeport":
        freeport(camera)
        return
    for scene in (
        homes,
        work,
        screening,
        debriefing,
        deciding,
        people,
        *more,
        reviewing,
        handing_over,
        closing,
        retention,
        figures,
        ledger,
    ):
        scene(camera)
    newcomer(camera)
    members(camera)
    forgotten_password(camera)
    everybody(camera)


def go(page: Any, address: str, *args: Any, query: str = "") -> Any:
    """Open a page by the name of its address, and say why where a file has to be opened first."""
    page.goto(reverse(address, args=args) + query)
    return say_why(page)


def say_why(page: Any) -> Any:
    opens = page.locator("main").get_by_role("button", name=re.compile("^Open the (file|case|records)$"))
    if opens.count():
        page.locator("input[name=purpose]").first.check()
        follow(page, opens)
    return page


def press(page: Any, words: str) -> Any:
    """Press a button, or a link that looks like one."""
    return follow(page, page.locator("main").get_by_role("button", name=words, exact=True).last)


def follow(page: Any, what: Any) -> Any:
    """Click what leads to another page, and wait until that is whole."""
    with page.expect_navigation():
        what.click()
    return page


def homes(camera: Any) -> None:
    for name, key in (
        ("home-officer", "officer_immd"),
        ("home", "identification_officer"),
        ("home-supervisor", "supervisor"),
        ("home-statistician", "statistician"),
        ("home-auditor", "auditor"),
        ("home-administrator", "administrator"),
    ):
        camera.take(go(camera.page_of(key), "pages:home"), name)


# --- screening and debriefing -----------------------------------------------------------------------------------------


def screening(camera: Any) -> None:
    page = go(camera.page_of("officer_immd"), "screening:new")
    answer(page, "kept your passport", "Yes")
    press(page, "Finish and see what happens next")
    camera.take(page, "screening-error")
    fill_screening(go(page, "screening:new"))
    camera.take(page, "screening")
    press(page, "Finish and see what happens next")
    camera.take(page, "result")
    camera.take(go(page, "screening:list"), "screenings")


def fill_screening(page: Any) -> None:
    for question, words in (
        ("kept your passport", "Yes"),
        ("kept back your pay", "Yes"),
        ("owe money", "Does not know"),
        ("in danger right now", "Does not want to say"),
    ):
        answer(page, question, words)
    page.get_by_label("What to call the person").fill("Maria")
    page.get_by_label("Came forward").check()
    page.get_by_label("Foreign domestic helpers").check()
    page.locator("select[name=language]").select_option("tagalog")
    page.locator("textarea[name=note]").fill(STORY)


def answer(page: Any, question: str, words: str) -> None:
    group = page.get_by_role("group", name=re.compile(question))
    group.get_by_label(words, exact=True).check()


def marias() -> Any:
    """The identification that this walk opened."""
    from firmground_site.screening.models import Identification

    return Identification.objects.select_related("person").order_by("-opened_at", "-pk").first()


def debriefing(camera: Any) -> None:
    page, maria = camera.page_of("identification_officer"), marias()
    page.goto(reverse("screening:identification", args=[maria.pk]))
    camera.take(page, "purpose")
    camera.take(say_why(page), "identification-opened")
    camera.take(go(page, "screening:debriefing", maria.pk), "debriefing-before")
    camera.take(press(page, "Begin the first sitting"), "sitting")
    for box in page.locator("main input[type=checkbox]").all():
        box.check()
    page.locator("input[name=interpreter]").first.check()
    press(page, "Begin the sitting")
    one_section(camera, page, maria)
    camera.take(go(page, "screening:debriefing", maria.pk), "debriefing")
    page.get_by_label("Why there is a break").select_option("offered")
    camera.take(press(page, "Begin a break"), "break")
    press(page, "End the break")
    two_answers(camera, page, maria)
    parked(camera, page, maria)
    camera.take(go(page, "screening:debriefing_review", maria.pk), "debriefing-review")
    press(page, "Finish the debriefing")


def one_section(camera: Any, page: Any, maria: Any) -> None:
    go(page, "screening:debriefing_section", maria.pk, "act")
    answer(page, "Did anyone find you, hire you", "Yes")
    answer(page, "Did anyone hand you over", "Not safe to ask")
    camera.take(page, "section")
    press(page, "Save and go to the next section")


def two_answers(camera: Any, page: Any, maria: Any) -> None:
    go(page, "screening:debriefing_section", maria.pk, "act")
    second = page.context.new_page()
    go(second, "screening:debriefing_section", maria.pk, "act")
    answer(second, "Did anyone hand you over", "No")
    press(second, "Save and go to the next section")
    answer(page, "Did anyone hand you over", "Yes")
    press(page, "Save and go to the next section")
    camera.take(page, "two-answers")
    page.get_by_label("What you entered").check()
    press(page, "Save what I chose")


def parked(camera: Any, page: Any, maria: Any) -> None:
    """The session ends while something is typed, without a script that would have saved it."""
    plain = camera.page(script=False)
    plain.context.add_cookies(page.context.cookies())
    go(plain, "screening:debriefing_section", maria.pk, "act")
    plain.locator("textarea[name*=note]").fill("She asked for water, and for her sister to be told.")
    plain.context.clear_cookies(name="sessionid")
    press(plain, "Save and go to the next section")
    sign_in(plain, "identification.officer@demo.example")
    camera.take(say_why(plain), "parked")
    press(plain, "Save and see all sections")


def sign_in(page: Any, email: str, password: str = PASSWORD, code: str = "000000") -> Any:
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", password)
    press(page, "Sign in")
    if code and page.locator("input[name=code]").count():
        page.fill("input[name=code]", code)
        press(page, "Sign in")
    return page


def signed_in(camera: Any, key: str) -> Any:
    """The page of a member who showed just now that it is they, as what is grave asks for."""
    page = sign_in(go(camera.page(), "account_login"), f"{key}@demo.example")
    go(page, "account_reauthenticate").fill("input[name=password]", PASSWORD)
    return press(page, "Go on")


# --- deciding ---------------------------------------------------------------------------------------------------------


def fill_decision(page: Any, decision: str, reasons: str) -> Any:
    page.check(f"input[name=decision][value={decision}]")
    page.fill("textarea[name=reasons]", reasons)
    page.check("input[name=forced_labour][value=no]")
    page.fill("textarea[name=forced_labour_reasons]", "She could leave the house and her work.")
    page.locator("input[name=relied_on]").first.check()
    return page


def deciding(camera: Any) -> None:
    page, maria = camera.page_of("identification_officer"), marias()
    camera.take(go(page, "screening:identification", maria.pk), "identification")
    go(page, "screening:decide", maria.pk)
    camera.take(press(page, "Record my decision"), "decision-error")
    late = go(page.context.new_page(), "screening:decide", maria.pk)
    fill_decision(late, "not_identified", "The two accounts do not agree.")
    fill_decision(go(page, "screening:decide", maria.pk), "identified", "Two papers and her own account agree.")
    camera.take(page, "decision")
    page.check("input[name=decision][value=not_yet_decided]")
    press(page, "Record my decision")
    camera.take(press(late, "Record my decision"), "decision-stale")
    fill_decision(go(page, "screening:decide", maria.pk), "identified", "A third paper came, and it agrees with what she says.")
    press(page, "Record my decision")
    second = go(camera.page_of("second_officer"), "screening:give_opinion", maria.pk)
    second.check("input[name=concurs][value=yes]")
    camera.take(second, "opinion")
    press(second, "Record my opinion")
    camera.take(go(page, "screening:identification", maria.pk), "identification-decided")
    camera.take(go(page, "screening:letter", maria.pk), "letter")
    camera.take(go(page, "screening:reconsider", maria.pk), "reconsider")


def people(camera: Any) -> None:
    page, person = camera.page_of("identification_officer"), marias().person
    agree(page, person, "Social Welfare")
    camera.take(go(page, "cases:share_file", person.pk), "person-share")
    choose(page, "member", "Reyes")
    page.check("input[name=for_purpose][value=referral]")
    page.fill("textarea[name=words]", "A place in a shelter")
    press(page, "Share the file")
    go(page, "screening:correct_person", person.pk)
    camera.take(page, "person-correct")
    late = go(page.context.new_page(), "screening:correct_person", person.pk)
    page.fill("input[name=alias]", "Maria Elena")
    press(page, "Save the correction")
    late.fill("input[name=alias]", "Marilen")
    camera.take(press(late, "Save the correction"), "person-stale")
    camera.take(go(page, "screening:person", person.pk), "person")
    camera.take(go(camera.page_of("case_worker"), "pages:home"), "home-case-worker")


def agree(page: Any, person: Any, recipient: str) -> None:
    """Record that a person agreed to be referred, to all that it tells."""
    choose(go(page, "cases:consent_record", person.pk, "referral"), "recipient", recipient)
    page.check("input[name=given][value=yes]")
    for each in page.locator("input[name=fields_agreed]").all():
        each.check()
    if page.locator("input[name=said_to_be_a_child]").count():
        page.check("input[name=said_to_be_a_child][value=no]")
    choose(page, "language", "English")
    page.fill("textarea[name=evidence]", "Signed the sheet in English.")
    press(page, "Record the answer")


def choose(page: Any, name: str, words: str) -> None:
    """Choose the option of a list that has these words in it."""
    value = page.locator(f"select[name={name}] option", has_text=words).first.get_attribute("value")
    page.locator(f"select[name={name}]").select_option(value)


def reviewing(camera: Any) -> None:
    worker, maria = camera.page_of("case_worker"), marias()
    go(worker, "screening:ask_review", maria.pk)
    worker.check("input[name=asker][value=person]")
    worker.fill("textarea[name=grounds]", "She says that the work was forced, and asks that this is looked at again.")
    camera.take(worker, "review-ask")
    press(worker, "Record that a review is asked for")
    camera.take(go(camera.page_of("supervisor"), "screening:end_review", maria.pk), "review-end")


def handing_over(camera: Any) -> None:
    from firmground_site.screening.models import HandOver, Identification

    page = camera.page_of("identification_officer")
    waiting = Identification.objects.filter(agency="immd", state="waiting_for_decision").first()
    go(page, "screening:offer_hand_over", waiting.pk)
    choose(page, "to", "Mr Wu")
    page.fill("textarea[name=reason]", "The place of work is in your district.")
    camera.take(page, "hand-over-offer")
    press(page, "Offer the hand-over")
    camera.take(go(page, "screening:withdraw_hand_over", waiting.pk), "hand-over-withdraw")
    other = go(camera.page_of("other_officer"), "screening:hand_over", HandOver.objects.latest("offered_at").pk)
    camera.take(other, "hand-over")
    other.check("input[name=accepts][value=no]")
    other.fill("textarea[name=answer]", "The place is in the next district.")
    camera.take(press(other, "Send my answer"), "hand-over-declined")


def closing(camera: Any) -> None:
    from firmground_site.screening.models import Identification

    page = camera.page_of("identification_officer")
    decided = Identification.objects.filter(agency="immd", state="decided").first()
    go(page, "screening:close", decided.pk)
    page.fill("textarea[name=reasons]", "She went home, and asks for nothing more.")
    camera.take(page, "close")
    press(page, "Close")
    camera.take(go(page, "screening:reopen", decided.pk), "reopen")


def work(camera: Any) -> None:
    for name, key, title in (
        ("work", "identification_officer", "Waiting for a decision"),
        ("work-dormant", "supervisor", "Lying still"),
    ):
        page = go(camera.page_of(key), "pages:home")
        follow(page, page.get_by_role("link", name=re.compile(f": {title}$")))
        camera.take(page, name)


def retention(camera: Any) -> None:
    page = camera.page_of("supervisor")
    camera.take(go(page, "screening:retention"), "retention")
    camera.take(go(page, "screening:erase", someone_to_erase(page)), "erase")
    camera.take(go(page, "screening:erase_all"), "erase-all")


def someone_to_erase(page: Any) -> str:
    link = page.locator("main a[href*='/screening/retention/']:not([href$='all-due/'])").first.get_attribute("href")
    return link.rstrip("/").rpartition("/")[2]


# --- figures, ledger, members -----------------------------------------------------------------------------------------


def figures(camera: Any) -> None:
    page = go(camera.page_of("statistician"), "figures:dashboard", query="?year=2019")
    camera.take(page, "figures")
    camera.take(go(camera.page_of("secretariat"), "figures:dashboard", query="?year=2019"), "figures-public")
    camera.take(go(page, "figures:extract"), "extract")
    camera.take(go(camera.page(), "figures:screening_reports"), "screening-reports")
    camera.take(go(camera.page(), "figures:screening_report", 2019, "en"), "screening-report")


def ledger(camera: Any) -> None:
    page = go(camera.page_of("auditor"), "audit:entries")
    camera.take(page, "ledger")
    page.goto(page.locator("main table a, main li a").first.get_attribute("href"))
    camera.take(page, "ledger-entry")
    press(go(page, "audit:seals"), "Seal now")
    camera.take(page, "seals")
    follow(page, page.locator("main table a").first)
    camera.take(page, "seal")
    camera.take(go(signed_in(camera, "auditor"), "audit:export"), "ledger-export")


def newcomer(camera: Any) -> None:
    """Somebody is invited, joins, sets up second factors, and looks at their account."""
    desk, page = go(signed_in(camera, "administrator"), "members:invite"), camera.page()
    camera.take(desk, "invite")
    desk.get_by_label("Name", exact=True).fill("Ms Poon")
    desk.get_by_label("Email address").fill("poon@agency.example")
    desk.get_by_label("Screening officer").check()
    desk.get_by_label("Agency").select_option(index=1)
    camera.take(press(desk, "Invite"), "invited")
    page.goto(desk.locator("#link").inner_text())
    camera.take(page, "join")
    page.locator("input[name=password]").fill("seven quiet herons")
    page.locator("input[name=again]").fill("seven quiet herons")
    press(page, "Join")
    camera.take(sign_in(page, "poon@agency.example", "seven quiet herons"), "factor-set-up")
    camera.take(press(page, "Use an authenticator app"), "factor-app")
    page.locator("input[name=code]").fill("000000")
    press(page, "Go on")
    camera.take(page, "recovery-codes")
    passkeys(camera, page)
    for name, address in (
        ("factors", "mfa_index"),
        ("recovery-codes-new", "mfa_generate_recovery_codes"),
        ("factor-app-remove", "mfa_deactivate_totp"),
        ("you", "members:you"),
        ("password-change", "account_change_password"),
        ("again-password", "account_reauthenticate"),
        ("again-code", "mfa_reauthenticate"),
        ("again-passkey", "mfa_reauthenticate_webauthn"),
        ("sign-out", "account_logout"),
    ):
        camera.take(go(page, address), name)


def passkeys(camera: Any, page: Any) -> None:
    go(page, "mfa_add_webauthn")
    page.get_by_label("What to call it").fill("My telephone")
    camera.take(page, "passkey-add")
    device = page.context.new_cdp_session(page)  # only now: a picture ends it
    device.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    press(page, "Add a passkey")
    camera.take(go(page, "mfa_list_webauthn"), "passkeys")
    key = page.locator("main a[href*='/remove/']").first.get_attribute("href").split("/")[-3]
    camera.take(go(page, "mfa_edit_webauthn", key), "passkey-rename")
    camera.take(go(page, "mfa_remove_webauthn", key), "passkey-remove")


def members(camera: Any) -> None:
    from journeys.take_pictures import member

    page, other = signed_in(camera, "administrator"), member("prosecutor").pk
    camera.take(go(page, "members:members"), "members")
    for name in ("member", "change", "deactivate", "reset_second_factor"):
        picture = {"member": "member", "reset_second_factor": "member-second-factor"}.get(name, f"member-{name}")
        camera.take(go(page, f"members:{name}", other), picture)
    go(page, "members:deactivate", other)
    page.locator("[name=reason]").fill("On leave for a year.")
    press(page, "Deactivate")
    camera.take(go(page, "members:reactivate", other), "member-reactivate")


def forgotten_password(camera: Any) -> None:
    page = go(camera.page(), "account_login")
    camera.take(sign_in(page, "case.worker@demo.example", "not the password"), "sign-in-error")
    go(page, "account_login").get_by_text("Sign-ins of the demonstration").click()
    camera.take(page, "sign-in")
    camera.take(sign_in(page, "case.worker@demo.example", code=""), "sign-in-code")
    page = go(camera.page(), "account_reset_password")
    camera.take(page, "password-forgotten")
    page.locator("input[name=email]").fill("case.worker@demo.example")
    camera.take(press(page, "Send the link"), "password-link-sent")
    page.goto(re.search(r"/account/password/reset/\S+", mail.outbox[-1].body)[0])
    camera.take(page, "password-new")
    for box in page.locator("input[type=password]").all():
        box.fill("nine quiet herons")
    camera.take(press(page, "Set password"), "password-set")


def everybody(camera: Any) -> None:
    page = camera.page()
    for name, address, *args in (
        ("inactive", "account_inactive"),
        ("staff-cancelled", "socialaccount_login_cancelled"),
        ("staff-error", "socialaccount_login_error"),
        ("join-not-open", "members:join", "nothing"),
        ("help", "pages:help"),
        ("privacy", "pages:privacy"),
        ("accessibility", "pages:accessibility"),
        ("gallery", "design:gallery"),
    ):
        camera.take(go(page, address, *args), name)
    camera.take(go(page, "design:gallery", query="?dir=rtl"), "gallery-rtl")
    settings.DEBUG = False  # else Django shows whoever develops the site why
    page.goto("/not-here/")
    camera.take(page, "not-found")
    settings.DEBUG = True
    go(page, "account_login")
    page.context.clear_cookies()
    camera.take(sign_in(page, "auditor@demo.example", code=""), "form-too-old")


def freeport(camera: Any) -> None:
    from firmground_site.accounts.models import Member

    officer = Member.objects.filter(role="screening_officer").first()
    page = go(camera.page_of(officer.email.partition("@")[0]), "screening:new")
    page.get_by_text("Questions in another language").click()
    follow(page, page.locator("button[name=show_in][value=ar]"))
    camera.take(page, "screening-freeport")
    walk_help_in_freeport(camera)
