"""Taking a sales report back, and what that changes.

A sale that other reports tell of, too, stays; so does what older totals or single sales say of an asset whose
newest total goes. What really went is therefore counted in the catalogue, before and after.
"""

from __future__ import annotations

from dataclasses import dataclass

from aesthcull.catalogue import sales_reports
from aesthcull.catalogue.records import SalesReport
from aesthcull.catalogue.sales import summary
from aesthcull.catalogue.store import Catalogue
from aesthcull.exchange.sales.problems import ReportError
from aesthcull.job import Job


@dataclass(frozen=True)
class TakenBack:
    """A report that was removed: how many of the sales that it told of went, and how many stay because other
    reports tell of them, too."""

    report: SalesReport
    gone: int
    stay: int

    def line(self) -> str:
        """What became of its sales, for the user."""
        if not self.gone and not self.stay:
            return "it told of no sales"
        gone = f"{_sales(self.gone)} gone"
        if not self.stay:
            return gone
        return f"{gone}, {self.stay:,} stay{'s' * (self.stay == 1)}: other reports tell of them, too"


def take_back(catalogue: Catalogue, report_id: int, job: Job) -> TakenBack:
    """Remove a report, whole or not at all. Raises ReportError where there is no such report, CatalogueError,
    or Cancelled, before anything was removed."""
    known = {report.id: report for report in sales_reports.reports(catalogue)}
    if report_id not in known:
        raise ReportError(f"there is no report {report_id}")
    job.stage(f"removing {known[report_id].path.name}")
    told = sales_reports.told_sales(catalogue).get(report_id, 0)
    before = summary(catalogue).sales
    job.check()
    if not sales_reports.remove_report(catalogue, report_id):
        raise ReportError(f"there is no report {report_id}")  # removed elsewhere meanwhile
    gone = before - summary(catalogue).sales
    return TakenBack(known[report_id], gone, max(0, told - gone))


def _sales(count: int) -> str:
    return "1 sale" if count == 1 else f"{count:,} sales"
