"""The kill test: the demo's own processes, killed again and again under load, and a checker of the rest."""
