"""The events of the road in sentences, for the page that shows the record."""

from beredskab.cases.events import access, after, assessing, case, clearing, deciding, intake, meeting  # noqa: F401  importing registers them
