"""Computes in the background: wake-ups, jobs, sweeper, supervision."""
