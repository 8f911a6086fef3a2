"""Fuzzing: what strangers can send us, each kind a target that takes bytes and must bear all of them."""
