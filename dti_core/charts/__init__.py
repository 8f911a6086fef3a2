"""Pictures for phones: drawn by a worker, sent as photos. The drawing library is loaded with this package."""
