"""The linkage app: which records are probably of one person, reviewed by people, and what the overlaps of lists come to."""
