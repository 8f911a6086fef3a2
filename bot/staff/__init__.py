"""The staff's side of the conversation: a press or a word, one use case, one screen, in one transaction."""
