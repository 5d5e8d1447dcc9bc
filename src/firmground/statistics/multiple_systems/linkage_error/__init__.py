"""Estimation that carries linkage error: what an audit of links says about the overlaps of lists, and so about everybody."""
