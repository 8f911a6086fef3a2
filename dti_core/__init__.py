"""The index itself: frameworks, scoring, questions, sentences, storage and use cases."""
