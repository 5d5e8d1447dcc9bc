"""The law as pages: what the provisions of the territory reach, what they carry, and what recorded facts suggest."""
