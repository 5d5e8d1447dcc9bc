"""Rules as data: six operators over answers, three-valued, with one meaning in every engine.

``parse`` reads a definition, ``evaluate`` is the reference that gives reasons, ``columns`` runs the same definition over
tables of any size, and ``evaluate.mjs`` is the browser's. It must not know what the questions are about.
"""
