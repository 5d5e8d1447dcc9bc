"""The pages of law, one module for each part. All but one are public; none writes anything."""
