"""What a deployment may do without: looking at links, pages for access accounts."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from dti.doctor import lag, processes, texts
from dti.doctor.finding import Finding
from dti_core.campaign import backlog, heartbeats

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from dti.settings import Settings

LATE_LINK = 3600.0
"""Seconds: a thousand links at once take half an hour, so as not to trouble those who have the pages."""


def examine(conn: "Connection", now: datetime, settings: "Settings") -> Iterator[Finding]:
    """Links that wait, and whether the pages are there where they should be."""
    waiting = backlog.unlooked(conn, now)
    if settings.check_links:
        yield lag.lag_of("links.lag", waiting, now, LATE_LINK)
    else:
        yield Finding("links.lag", None, texts.links_off(waiting.count))
    known = heartbeats.all_of(conn)
    if settings.web_url is not None or any(each.sign.kind == "web" for each in known):
        yield processes.of_kind("web", "process.web", known, now)
    else:
        yield Finding("process.web", None, texts.NO_PAGES)
