"""The forms of the register, one module for each part."""
