"""Channels: one file a provider; each translates one message and the provider's errors, nothing else."""
