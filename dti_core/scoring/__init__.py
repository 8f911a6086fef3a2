"""Pure scoring: rules, engine, ranking, explanation."""
