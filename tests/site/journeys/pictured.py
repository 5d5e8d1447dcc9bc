"""Every picture of the site that is in docs/pictures/: its name, its title, the address it shows, and who uses the page for what.

It reads ``pictures.csv`` and takes no picture: ``take_pictures`` does. The page docs/reference/pages.md is written from this
list, and a test compares the list with the addresses of the site.
"""

import csv
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

SIZES = {"phone": (390, 844, 2000), "desk": (1280, 900, 1700)}  # width, height, and where a long page is cut


@dataclass(frozen=True)
class Picture:
    """A picture, taken in each of ``SIZES``. ``address`` is the name of the URL pattern, "" for an answer that has none."""

    part: str
    name: str
    title: str
    address: str
    says: str

    def file(self, size: str) -> str:
        """The name of its file."""
        return f"{self.name}-{size}.webp"


def _read() -> list[Picture]:
    with (Path(__file__).parent / "pictures.csv").open(encoding="utf-8", newline="") as rows:
        return [Picture(**row) for row in csv.DictReader(rows)]


LISTED = _read()
PICTURES = {picture.name: picture for picture in LISTED}

POSTS = "it only takes a form, and leads to another page"
DOWNLOADS = "it answers with a file"
ALIKE = "it is a form of one step, as those that are pictured"
STEPS_OF_CASES = [
    "open_from",
    "open_directly",
    "summary",
    "note",
    "plan",
    "reopen",
    "involve",
    "end_part",
    "join",
    "safe_places",
    "record_safe_place",
    "receipt",
    "refer",
    "link_referral",
    "open_case_from_referral",
    "receive_referral",
    "accept_referral",
    "refuse_referral",
    "answer_referral",
    "finish_referral",
    "revoke_referral",
    "add_partner",
    "change_partner",
    "let_partner_go",
    "take_partner_back",
    "add_agreement",
    "name_speaker",
    "end_speaker",
    "correct_suspect",
    "clear_suspect",
    "begin_inquiry",
    "end_inquiry",
    "record_arrest",
    "release_from_arrest",
    "hold_property",
    "release_property",
    "lay_nothing",
    "lay_charge",
    "end_charge",
    "pass_sentence",
    "lodge_appeal",
    "end_appeal",
    "record_measure",
    "merge",
    "review_merge",
    "undo_merge",
    "propose_merge",
    "exemption_end",
    "leave_unnamed",
    "export",
    "acknowledge",
    "case_consent",
    "second_record",
]
NOT_PICTURED = {  # addresses without a picture, and why
    "pages:robots": "it answers machines",
    "pages:language": "it leads back to the page from which it was chosen",
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
    "screening:crosswalk_table": DOWNLOADS,
    "screening:questions": "it answers programs",
    "screening:recording": "it is a sound",
    "plan:timeline": "it is a picture, shown on the page of the plan",
    "plan:table": DOWNLOADS,
    "plan:remind": POSTS,
    "evidence:ratings": "it is a picture, shown on the page of reports",
    "evidence:response_table": DOWNLOADS,
    "figures:chart": "it is a picture, shown on the page of figures",
    "figures:table": DOWNLOADS,
    "figures:screening_report_chart": "it is a picture, shown on the page of the report",
    "figures:screening_report_pdf": DOWNLOADS,
    "statements:file": DOWNLOADS,
    "statements:submit": POSTS,
    "statements:move_sentence": POSTS,
    "statements:preview": "it answers the page of a sentence while somebody types",
    **dict.fromkeys(("cases:take_up", "cases:leave"), POSTS),
    **dict.fromkeys((f"cases:{name}" for name in STEPS_OF_CASES), ALIKE),
    **dict.fromkeys(("api:referrals", "api:referral", "api:told"), "it answers programs"),
    **dict.fromkeys((f"linkage:{name}" for name in ("ask_agency", "answer_question", "erase_list")), POSTS),
    **dict.fromkeys((f"linkage:{name}" for name in ("histories_table", "audit_file")), DOWNLOADS),
    **dict.fromkeys((f"linkage:{name}" for name in ("undo", "list")), ALIKE),
    **dict.fromkeys((f"phone:{name}" for name in ("enrol", "entries", "changes", "left", "definitions")), "it answers phones"),
    **dict.fromkeys((f"devices:{name}" for name in ("open_entry", "record_entry", "decline_entry", "end_officer")), POSTS),
    "devices:take_back": POSTS,
    "devices:prepare": ALIKE,
    "devices:refused": ALIKE,
    "screening:sheet": DOWNLOADS,
    "linkage:open_pair": "it asks for a purpose, as the opening of a file does",
    "linkage:next_item": "it leads to the next pair of a sample",
    "law:coverage_picture": "it is a picture, shown on the page of what provisions reach",
    "law:coverage_table": DOWNLOADS,
    **dict.fromkeys(
        (f"phone:{name}" for name in ("worker", "manifest", "definitions", "enrol", "entries", "changes", "left")),
        "it answers phones",
    ),
    "mfa_login_webauthn": POSTS,
    "openid_connect_login": "it leads to another service",
    "openid_connect_callback": "it is where the other service leads back",
}


def page_of_pictures() -> str:
    """The page docs/reference/pages.md."""
    lines = [
        "# Pages of the site",
        "",
        "Every page on a phone and at a desk, with invented people. Long pages are cut. `script/docs` takes the pictures",
        "again and writes this page.",
    ]
    for part, pictures in groupby(LISTED, key=lambda each: each.part):
        lines += ["", f"## {part}", "", "| page | on a phone | at a desk |", "|---|---|---|"]
        for picture in pictures:
            shown = " | ".join(f"![{picture.title}, {size}](../pictures/{picture.file(size)})" for size in SIZES)
            lines.append(f"| **{picture.title}**. {picture.says} | {shown} |")
    return "\n".join(lines) + "\n"
