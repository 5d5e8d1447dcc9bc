"""What a table for download must not carry. It knows nothing of what the table says."""

BEGINS_A_FORMULA = "=+-@\t\r"  # a cell of text that begins with one of these would be run by a spreadsheet


def harmless(cell: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(tuple(BEGINS_A_FORMULA)) else cell
