"""The pages of the register, one module for each part; each lists its addresses at its end."""
