"""The forms of linkage, one module for each part."""
