"""What the larger areas of the `kiosk` command do; `kiosk.cli` puts them together."""
