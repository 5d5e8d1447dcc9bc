"""Who may do what: permissions, roles, actors, scope."""
