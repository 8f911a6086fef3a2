"""`dti metrics`: figures for Prometheus, read from the database, where every process leaves its own."""

from dti.metrics.command import add_parser as add_parser
