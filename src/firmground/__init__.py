"""Firmground: find, protect and count victims of trafficking in persons.

The library and command line. It is pure: no Django, no clock, no randomness and no settings of its own; what varies is an
argument. Layers, low to high: errors, values, packs, rules, law and statistics, screening and evidence, cli.
"""

__version__ = "0.1.0"
