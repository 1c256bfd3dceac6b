"""The gateway of a province that does not exist, joined on to the kiosk: copy from it."""
