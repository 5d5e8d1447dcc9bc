"""Chinese in traditional characters."""
