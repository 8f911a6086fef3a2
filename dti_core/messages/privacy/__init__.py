"""What people are told about their own data, and staff about such wishes."""
