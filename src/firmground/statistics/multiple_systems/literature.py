"""What has been published for and against multiple systems estimation of trafficking: shown with every comparison."""

from dataclasses import dataclass

from firmground.values import type_of_json


@dataclass(frozen=True)
class Voice:
    """Who says what, where; ``stance`` is "against", "caution" or "for"; ``confidence`` as in packs."""

    who: str
    says: str
    place: str
    stance: str
    confidence: str

    def to_json(self) -> dict[str, type_of_json]:
        """The entry as data."""
        return {
            "who": self.who,
            "says": self.says,
            "place": self.place,
            "stance": self.stance,
            "confidence": self.confidence,
        }


VOICES = (
    Voice(
        "Whitehead, Jackson, Balch and Francis (2021)",
        "It is not a suitable method for saying how many people there are in modern slavery.",
        "Journal of Human Trafficking 7(1)",
        "against",
        "secondary",
    ),
    Voice(
        "Binette and Steorts (2022)",
        "Judged by whether they agree with themselves on parts of one table, every method tried was too low on average, and "
        "intervals of 95 % covered 60 to 90 %.",
        "their programs and tables, MSETools",
        "caution",
        "secondary",
    ),
    Voice(
        "Bureau of Justice Statistics and Abt (January 2025)",
        "To estimate prevalence, capture and recapture of lists is preferred, then link-tracing, then random samples.",
        "report on methods of prevalence",
        "for",
        "secondary",
    ),
)
