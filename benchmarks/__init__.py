"""What we claim about speed, measured on this machine beside a peer in the same run: `make bench`."""
