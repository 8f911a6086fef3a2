"""First drafts of framework files: rules guessed from titles, and YAML as an author would have typed it."""
