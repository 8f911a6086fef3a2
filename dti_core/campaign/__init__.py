"""The use cases: roster, invitations, answers, scores, notices."""
