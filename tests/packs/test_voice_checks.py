"""Recordings and reviews of a pack's words: both are about words as they were, and a change of the words is noticed."""

import io
import wave

import pytest

from firmground.packs.pack import read_pack, shipped_packs
from firmground.packs.recordings import recordings_of
from firmground.packs.reviews import review_of, words_digest
from firmground.packs.voice_checks import LARGEST_SOUND, check_voice
from firmground.screening.instrument import find_instrument
from firmground.screening.publishing import published
from firmground.values import digest_of_bytes

HURT = "instruments.quay_questions.questions.hurt"
HEADING = "text,file,seconds,digest,sound,speaker,state,licence,source,confidence,note\n"
LIST = "audio/ar/recordings.csv"


def sound(seconds: float = 0.2) -> bytes:
    """A short silence as a WAV file."""
    written = io.BytesIO()
    with wave.open(written, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"\0\0" * int(8000 * seconds))
    return written.getvalue()


def record(freeport, *, name="hurt.wav", content=None, text=HURT, digest=None, sound_digest=None, source="GAZETTE"):
    """Add a recording of a question to the copied pack."""
    content = sound() if content is None else content
    folder = freeport.path("audio/ar")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)
    if not freeport.path(LIST).exists():
        freeport.add(LIST, HEADING)
    spoken = digest or words_digest(freeport.read(), "ar", text)
    row = (text, name, "0.2", spoken, sound_digest or digest_of_bytes(content), "Invented speaker", "reviewed", "Apache-2.0")
    freeport.add(LIST, ",".join((*row, source, "secondary" if source else "", "Invented")) + "\n")


@pytest.mark.parametrize("name", shipped_packs())
def test_shipped_packs_have_no_such_problem_and_no_recordings_yet(name):
    pack = read_pack(name)
    assert [str(problem) for problem in check_voice(pack)] == []
    assert recordings_of(pack) == {}


def test_a_recording_is_published_under_the_digest_of_its_sound(freeport):
    record(freeport)
    pack = freeport.read()
    assert check_voice(pack) == []
    said = published(pack, find_instrument(pack, "quay_questions", pack.instruments["quay_questions"][-1].from_))
    name = digest_of_bytes(sound()).removeprefix("sha256:") + ".wav"
    assert {key: each["name"] for key, each in said["recordings"]["ar"].items()} == {HURT: name}
    assert said["recordings"]["ar"][HURT]["speaker"] == "Invented speaker"


def test_a_recording_of_words_that_were_changed_is_a_problem_and_is_not_played(freeport):
    record(freeport)
    freeport.change("text/ar.toml", "hurt = ", "hurt = 'كلمات أخرى' # ")
    assert f"P028 audio/ar {HURT}" in freeport.problems()
    assert recordings_of(freeport.read()) == {}


def test_another_sound_under_the_same_name_is_noticed(freeport):
    record(freeport)
    before = freeport.read().digest
    freeport.path("audio/ar/hurt.wav").write_bytes(sound(0.4))
    assert freeport.problems() == [f"P028 audio/ar {HURT}"]
    freeport.change(LIST, digest_of_bytes(sound()), digest_of_bytes(sound(0.4)))
    assert freeport.problems() == []
    assert freeport.read().digest != before, "the digest of a pack covers its sounds"


@pytest.mark.parametrize(
    ("spoilt", "check"),
    [
        ({"content": b"not a sound at all"}, "P028"),
        ({"content": b"RIFF0000WAVE" + b"\0" * LARGEST_SOUND}, "P028"),
        ({"name": "hurt.mp3"}, "P028"),
        ({"text": "instruments.quay_questions.questions.nothing"}, "P028"),
        ({"digest": "sha256:" + "0" * 64}, "P028"),
        ({"sound_digest": "sha256:" + "0" * 64}, "P028"),
        ({"source": ""}, "P002"),
        ({"source": "NOWHERE"}, "P001"),
    ],
)
def test_a_recording_that_cannot_be_used_is_named(freeport, spoilt, check):
    record(freeport, **spoilt)
    assert {each.check for each in check_voice(freeport.read())} == {check}


def test_a_row_without_its_file_and_a_file_without_its_row_are_named(freeport):
    record(freeport)
    freeport.path("audio/ar/hurt.wav").rename(freeport.path("audio/ar/other.wav"))
    assert freeport.problems() == [f"P028 audio/ar {HURT}", "P028 audio/ar/other.wav"]


def test_a_recording_given_twice_is_named(freeport):
    record(freeport)
    record(freeport, name="again.wav")
    assert freeport.problems() == [f"P006 audio/ar {HURT}"]


def test_sounds_of_other_kinds_are_known_by_their_first_bytes(freeport):
    for name, content, text in (
        ("a.ogg", b"OggS" + b"\0" * 20, "asking.answers.yes"),
        ("b.mp3", b"ID3" + b"\0" * 20, "asking.answers.no"),
        ("c.m4a", b"\0\0\0\x18ftypM4A ", "asking.answers.unsure"),
    ):
        record(freeport, name=name, content=content, text=text)
    assert freeport.problems() == []


# --- reviews ----------------------------------------------------------------------------------------------------------


def test_words_that_were_reviewed_are_told_with_reviewer_and_day(freeport):
    found = review_of(freeport.read(), "ar", [HURT])
    assert (found.state, found.reviewer, str(found.on)) == ("reviewed", "Salma Idris, Labour Guild (invented)", "2026-10-12")


def test_a_changed_text_loses_its_review(freeport):
    freeport.change("text/ar.toml", "hurt = ", "hurt = 'كلمات أخرى' # ")
    assert freeport.problems() == ["P027 text/reviews.csv ar instruments.quay_questions"]
    assert review_of(freeport.read(), "ar", [HURT]).state == "changed"
    assert review_of(freeport.read(), "en", [HURT]).state == "reviewed", "the other language keeps its own"


def test_words_of_which_some_are_a_draft_are_a_draft(freeport):
    assert review_of(freeport.read(), "ar", [HURT, "asking.listen"]).state == "draft"
    assert review_of(freeport.read(), "ar", []).state == "draft"
    assert review_of(freeport.read(), "xx", [HURT]).state == "draft"


def test_a_row_for_one_text_counts_before_a_row_for_its_group(freeport):
    freeport.add("text/reviews.csv", f"ar,{HURT},draft,,,,\n")
    assert review_of(freeport.read(), "ar", [HURT]).state == "draft"
    assert review_of(freeport.read(), "ar", ["instruments.quay_questions.questions.age"]).state == "reviewed"


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("ar,asking.answers,reviewed,,2026-10-12,DIGEST,", "P027"),
        ("ar,asking.answers,reviewed,Somebody,,DIGEST,", "P027"),
        ("ar,asking.answers,reviewed,Somebody,2026-10-12,,", "P027"),
        ("ar,nothing,draft,,,,", "P001"),
        ("fr,answers,draft,,,,", "P001"),
        ("ar,asking,draft,,,,", "P006"),
    ],
)
def test_a_review_that_says_too_little_or_fits_nothing_is_named(freeport, row, found):
    freeport.add("text/reviews.csv", row.replace("DIGEST", words_digest(freeport.read(), "ar", "asking.answers")) + "\n")
    assert {each.check for each in check_voice(freeport.read())} == {found}


def test_a_pack_without_reviews_can_be_read_and_has_nothing_reviewed(freeport):
    freeport.path("text/reviews.csv").unlink()
    assert freeport.problems() == []
    assert review_of(freeport.read(), "ar", [HURT]).state == "draft"
