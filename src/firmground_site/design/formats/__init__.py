"""How days, moments and numbers are written in each language of the interface, where Django writes them otherwise."""
