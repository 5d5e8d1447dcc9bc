"""The forms of the plan, one module for each part."""
