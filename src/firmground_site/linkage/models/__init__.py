"""The tables of linkage, one module for each noun."""

from firmground_site.linkage.models.pair import Pair, Question
from firmground_site.linkage.models.partner_list import ListEntry, PartnerList
from firmground_site.linkage.models.run import Run
from firmground_site.linkage.models.sample import Sample, SampleItem

__all__ = ["ListEntry", "Pair", "PartnerList", "Question", "Run", "Sample", "SampleItem"]
