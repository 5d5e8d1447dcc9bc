"""Multiple systems estimation: how many people no list has, from how the lists overlap, and when no number should be given."""
