"""Text as the Bot API treats it: entities in UTF-16 units, the HTML of parse_mode, links found by itself."""

from sandbox.formatting.text import Formatted, formatted_text

__all__ = ["Formatted", "formatted_text"]
