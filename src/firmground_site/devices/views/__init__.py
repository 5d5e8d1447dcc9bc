"""The pages about phones, and what phones themselves call."""
