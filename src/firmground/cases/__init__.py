"""Rules about an identification: its life cycle, its time limits and how long its records are kept.

Pure functions over plain values and the entries of a pack. It knows no case, no person and no clock: days are arguments.
"""
