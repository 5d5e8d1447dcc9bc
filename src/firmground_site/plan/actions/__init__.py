"""Every write of the plan: reporting, answering, rating, reminding, proposing."""
