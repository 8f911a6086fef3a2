"""The command line and the front door: wires the rest together."""
