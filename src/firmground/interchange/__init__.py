"""Formats in and out: tables that others ask for, in the shape they ask for.

It counts nothing that ``statistics`` has a figure for without saying so, and it knows no publisher's words: those are data of
a pack.
"""
