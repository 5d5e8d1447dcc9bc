"""The actions of linkage, one module for each part."""
