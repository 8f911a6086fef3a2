"""The primitives of scoring, one file per kind of rule."""
