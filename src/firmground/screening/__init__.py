"""Screening instruments and what they come to: outcomes, dimensions and elements with reasons, never a verdict on a person."""
