"""Does it cover? Invented worlds in which everything is known, linked badly, audited, corrected and estimated."""
