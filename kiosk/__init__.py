"""The core: citizens, services, rules, papers, the one-network backend."""
