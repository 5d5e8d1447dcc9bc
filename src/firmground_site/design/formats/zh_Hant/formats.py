"""Days, moments and numbers in Chinese as Hong Kong writes them: thousands are set apart, not tens of thousands."""

DATE_FORMAT = "Y年n月j日"  # 2026年11月5日
SHORT_DATE_FORMAT = "Y年n月j日"
DATETIME_FORMAT = "Y年n月j日 H:i"
SHORT_DATETIME_FORMAT = "Y年n月j日 H:i"
TIME_FORMAT = "H:i"
MONTH_DAY_FORMAT = "n月j日"
SECONDS_FORMAT = "Y年n月j日 H:i:s"
SHORT_SECONDS_FORMAT = "Y年n月j日 H:i:s"
ZONED_FORMAT = "Y年n月j日 H:i e"
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
