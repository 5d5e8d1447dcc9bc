"""One spelling of what was typed: words of plain small letters and digits, and Han characters apart from them."""

import re
import unicodedata

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_APOSTROPHES = re.compile(r"['’‘`´ʻʼ]")
_NO_DECOMPOSITION = str.maketrans({"đ": "d", "ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"})


def words_of(text: str) -> list[str]:
    """The words of a text, without accents, case and marks; an apostrophe joins, everything else that is no letter parts.

    Letters of other scripts than Latin are left out; ``han_of`` finds the Han characters.
    """
    small = text.lower()
    if not small.isascii():
        small = unicodedata.normalize("NFKD", small.translate(_NO_DECOMPOSITION))
        small = "".join(letter for letter in small if not unicodedata.combining(letter))
    return _NOT_PLAIN.sub(" ", _APOSTROPHES.sub("", small)).split()


def han_of(text: str) -> list[str]:
    """The runs of Han characters in a text; spaces between single characters are taken away."""
    if text.isascii():
        return []
    return HAN.findall(re.sub(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])", "", text))


def code_of(text: str) -> str:
    """A code as it is compared: capital letters and digits only, so that spaces, dots and brackets do not matter."""
    return re.sub(r"[^A-Z0-9]+", "", unicodedata.normalize("NFKC", text).upper())
