"""Rules about what happens with a person: life cycles, time limits, what may be told of them to whom, how long records are kept.

Pure functions over plain values and the entries of a pack. It knows no case, no person and no clock: days are arguments.
"""
