"""Tables, migrations and database set-up."""
