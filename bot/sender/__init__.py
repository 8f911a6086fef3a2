"""The one sender of a bot's token: lanes, limits, retries."""
