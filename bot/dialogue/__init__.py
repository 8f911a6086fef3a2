"""The pure conversation: (questionnaire, state, event, now) to (state, commands, messages)."""
