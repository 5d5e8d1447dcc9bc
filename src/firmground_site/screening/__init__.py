"""Screening, debriefing, deciding, handing over, reviewing."""
