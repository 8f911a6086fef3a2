"""What revision 0002 adds for the staff: roster, review, reminders, publishing, tasks."""
