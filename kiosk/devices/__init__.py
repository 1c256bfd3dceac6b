"""The hub: one supervised process per device, health, typed calls."""
