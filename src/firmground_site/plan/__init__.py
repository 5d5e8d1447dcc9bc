"""The action plan: what each measure has done, reports by its owner, independent ratings, and what partners propose."""
