"""Questions, parsing of what people type, progress; pure."""
