"""The closed lists of the plan's records: each code with its words. The database refuses anything else."""

SHOWS = {
    "begun": "It had begun",
    "continues": "It was in operation",
    "done": "It was done",
    "not_done": "It was not done yet",
    "value": "A value of its indicator",
}
OWN_RATINGS = {"not_started": "Not started", "under_way": "Under way", "done": "Done", "done_late": "Done late"}
RATINGS = {**OWN_RATINGS, "cannot_tell": "Cannot tell from what there is"}
DECISIONS = {"accepted": "Accepted", "accepted_in_part": "Accepted in part", "declined": "Declined"}
DIGEST = r"sha256:[0-9a-f]{64}"
DIGEST_LENGTH = 71
