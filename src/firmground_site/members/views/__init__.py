"""The pages of members: the administrator's, one's own account, joining, and the second step of signing in."""
