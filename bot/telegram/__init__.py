"""The Telegram channel: updates to events, neutral messages to the platform; nothing else."""
