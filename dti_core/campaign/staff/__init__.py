"""The staff's use cases: each begins with a `Staffer`, who they are and how far they may reach."""
