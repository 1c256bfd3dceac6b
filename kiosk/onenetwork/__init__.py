"""The one-network backend (一网通办平台): contract models, client, signing, durable outbox."""
