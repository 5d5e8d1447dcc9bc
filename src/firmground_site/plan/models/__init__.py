"""What is recorded about the plan: reports of owners, ratings by others, and proposals with their answers.

Nothing here is about people met, so nothing is sealed; forms say so. Every table is guarded: only actions write.
"""

from firmground_site.plan.models.proposal import FollowUp, Proposal
from firmground_site.plan.models.rating import Rating
from firmground_site.plan.models.report import ProgressReport

__all__ = ["FollowUp", "ProgressReport", "Proposal", "Rating"]
