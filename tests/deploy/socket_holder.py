"""Run as a program between fork and exec, as systemd does: FD becomes the socket it hands over.

socket_holder.py FD COMMAND...
"""

import os
import sys

FIRST = 3  # SD_LISTEN_FDS_START

if __name__ == "__main__":
    given, command = int(sys.argv[1]), sys.argv[2:]
    if given != FIRST:
        os.dup2(given, FIRST)
    os.set_inheritable(FIRST, True)
    os.environ.update(LISTEN_FDS="1", LISTEN_PID=str(os.getpid()))
    os.execvp(command[0], command)
