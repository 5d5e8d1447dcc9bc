"""What follows a decision: cases, consent, services, referrals, investigation and prosecution. Rules come from the pack."""
