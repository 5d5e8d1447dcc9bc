"""The forms of screening, one module for each part."""
