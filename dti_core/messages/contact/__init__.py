"""Every sentence that a contact reads, by theme."""
