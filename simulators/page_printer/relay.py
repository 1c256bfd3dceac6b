"""What ippeveprinter runs for each job: tells the mechanism of it, and passes its words on.

Runs alone, as `python -IS`, with the socket's path and the document's as arguments; it must start
in no time. The mechanism's lines go to standard error, where ippeveprinter(1) heeds `ATTR:` and
`STATE:`; `EXIT n` ends.
"""

import json
import os
import socket
import sys


def main() -> int:
    job = {name[4:].lower(): value for name, value in os.environ.items() if name[:4] == "IPP_"}
    job["file"] = sys.argv[2]
    with socket.socket(socket.AF_UNIX) as link:
        link.connect(sys.argv[1])
        link.sendall(json.dumps(job).encode() + b"\n")
        for line in link.makefile("r", encoding="utf-8"):
            if line.startswith("EXIT "):
                return int(line[5:])
            sys.stderr.write(line)
            sys.stderr.flush()
    return 1


if __name__ == "__main__":
    sys.exit(main())
