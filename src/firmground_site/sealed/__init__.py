"""Encrypted fields and blind indexes."""
