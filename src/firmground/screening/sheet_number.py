"""The number on a printed sheet: sixteen digits in groups of four, of which the last shows most mistakes in typing the others.

The fifteen before it are drawn by whoever prints: a program that prints knows chance, this library does not.
"""

DRAWN = 15


def sheet_number(drawn: int) -> str:
    """The number of a sheet for a number below ten to the fifteenth power, in groups of four digits.

    The last digit is that of Luhn (ISO/IEC 7812-1): one wrong digit, and most exchanges of neighbours, are found. Raises
    ``ValueError`` for a number that is too large or negative.
    """
    if not 0 <= drawn < 10**DRAWN:
        raise ValueError(f"the number of a sheet is drawn below 10 to the {DRAWN}th power")
    digits = f"{drawn:0{DRAWN}d}"
    whole = digits + str(-_luhn(digits + "0") % 10)
    return " ".join(whole[start : start + 4] for start in range(0, len(whole), 4))


def sheet_number_in(written: str) -> str | None:
    """The number of a sheet that somebody typed, in the form in which it is printed; ``None`` when it is none.

    Spaces and hyphens do not count.
    """
    digits = written.replace(" ", "").replace("-", "")
    if not (digits.isascii() and digits.isdigit()) or len(digits) != DRAWN + 1 or _luhn(digits) % 10:
        return None
    return sheet_number(int(digits[:DRAWN]))


def _luhn(digits: str) -> int:
    doubled = (int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits)))
    return sum(each - 9 if each > 9 else each for each in doubled)
