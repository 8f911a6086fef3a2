"""`dti doctor`: in one screen what is unhealthy and what to do."""

from dti.doctor.command import add_parser as add_parser
