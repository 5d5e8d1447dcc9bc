"""The pages of the plan, one module for each part; each lists its addresses at its end."""
