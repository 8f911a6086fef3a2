"""What the staff's buttons say: all begin with `s.`, so that none is ever taken for a contact's.

Every feature keeps its own verbs beside its own texts; here is only what all of them lead back to.
"""

HOME = "s.home"
