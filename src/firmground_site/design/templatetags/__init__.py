"""Tags for templates; ``{% load design %}`` brings them all."""
