"""A local Bot API server with a phone-like chat page; knows nothing of the product."""
