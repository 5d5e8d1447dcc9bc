"""An action plan: the status of its measures computed from dated evidence, the claims made of it, its posts and its money."""
