"""The pages of figures and of statements, one module for each part."""
