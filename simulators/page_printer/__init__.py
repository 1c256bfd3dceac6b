"""An A4 printer (A4 打印机) behind a CUPS of its own: real daemons, private and on loopback."""
