"""Linkage: which entries of different lists are probably one person, with every reason. It proposes; it never merges."""
