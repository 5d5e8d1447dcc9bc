"""Invitations, roles and sign-in as they are administered."""
