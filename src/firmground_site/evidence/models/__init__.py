"""Imported reports with their parts, and answers to claims. Nothing here is about people met; every table is guarded."""

from firmground_site.evidence.models.part import ReportPart
from firmground_site.evidence.models.reply import ClaimReply
from firmground_site.evidence.models.report import ImportedReport

__all__ = ["ClaimReply", "ImportedReport", "ReportPart"]
