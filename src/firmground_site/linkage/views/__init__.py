"""The pages of linkage, one module for each part."""
