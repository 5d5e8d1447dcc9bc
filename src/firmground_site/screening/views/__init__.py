"""The pages of screening, one module for each part; each lists its addresses at its end."""
