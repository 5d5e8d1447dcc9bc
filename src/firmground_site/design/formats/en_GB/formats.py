"""Days and moments in English: the month is always a word, so that no reader takes it for the day."""

DATE_FORMAT = "j F Y"  # 5 November 2026
SHORT_DATE_FORMAT = "j M Y"  # 5 Nov 2026, in tables
DATETIME_FORMAT = "j F Y, H:i"  # 5 November 2026, 14:30
SHORT_DATETIME_FORMAT = "j M Y, H:i"
TIME_FORMAT = "H:i"
SECONDS_FORMAT = "j F Y, H:i:s"  # where the second matters, as in the ledger
SHORT_SECONDS_FORMAT = "j M Y, H:i:s"
ZONED_FORMAT = "j F Y, H:i e"  # for who reads it elsewhere
