"""The tables' history; a test holds this list against the scripts."""

REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009")
<<<<<<< HEAD
=======
REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009")
>>>>>>> fa083c2 (Prove who is who: a second factor, invitations bound to their person, and a table that tries every power)
HEAD = REVISIONS[-1]
