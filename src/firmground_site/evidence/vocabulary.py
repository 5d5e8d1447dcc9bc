"""The closed lists of the register's records: each code with its words. The database refuses anything else."""

from firmground.evidence.words import KINDS as CLAIM_KINDS
from firmground.evidence.words import STANCES as SAID

KINDS = dict(CLAIM_KINDS)
HOLDS = {"fact": "A fact: it could be checked", "position": "A position: it can only be recorded"}
CASE_DETAILS = {
    "yes": "Yes, it gives cases",
    "figures": "Yes, it gives figures",
    "no": "No, neither",
    "": "Not asked of this kind of claim, such as a wish or a rating",
}
STANCES = {"accept": "It accepts the claim", "accept_in_part": "It accepts the claim in part", "dispute": "It disputes the claim"}
STANCE_TAGS = {"accept": "green", "accept_in_part": "teal", "dispute": "orange"}
READ_AS = {"primary": "The publisher’s own text", "secondary": "Somebody else’s account of it, such as a newspaper’s"}
OPEN, CONFIRMED, LEFT_OUT, JOINED = "open", "confirmed", "left_out", "joined"
STATES = {OPEN: "To decide", CONFIRMED: "A claim", LEFT_OUT: "Left out", JOINED: "Joined with the part before it"}
STANCE_WORDS = {code: words[0].upper() + words[1:] for code, words in SAID.items()}
DIGEST_LENGTH = 71
CLAIM_KEY = 83  # characters: two ids of 41 and a full stop
