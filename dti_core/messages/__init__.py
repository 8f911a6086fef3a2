"""The neutral message and every Vietnamese sentence a contact reads; pure."""
