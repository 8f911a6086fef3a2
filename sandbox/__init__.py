"""A local Bot API server with a phone-like chat page; knows nothing of the product.

    python -m sandbox --port 8080 --db FILE [--files DIR] [--token T]… [--bot-name NAME] [--faults]

The bot's side is `/bot<token>/<method>` and `/file/bot<token>/<path>` (botapi, methods/, formatting/,
webhook); the person's side is the page (page/) over `/sandbox/people/<id>/…` (personapi, person, live).
`/sandbox/people` registers persons, `/sandbox/log` testifies what was shown and when, `/sandbox/faults`
exists only with --faults (adminapi). Tests and benchmarks use client and testing. Every change is one
transaction (world, database), which marks whom to wake (signals) once it is committed.
"""
