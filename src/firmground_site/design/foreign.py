"""Words in another language than the page's, which say so to whoever reads the page aloud."""

from django.utils.html import escape, format_html
from django.utils.translation import get_language


class Foreign(str):
    """Words with the language that they are in. A template writes the language beside them where the page has another."""

    __slots__ = ("lang",)
    lang: str

    def __html__(self) -> str:
        """The words as templates write them."""
        return format_html('<span lang="{}">{}</span>', self.lang, str(self)) if self.lang else escape(str(self))


def in_language(words: str, tag: str) -> Foreign:
    """Words that are in a language; marked where the page is in another."""
    said = Foreign(words)
    said.lang = tag if is_foreign(tag) else ""
    return said


def is_foreign(tag: str) -> bool:
    """Whether a language is another than the page's; kinds of English are one language, scripts of Chinese are two."""
    page, asked = (get_language() or tag).lower(), tag.lower()
    return page != asked and page.partition("-")[0] != asked and page != asked.partition("-")[0]
