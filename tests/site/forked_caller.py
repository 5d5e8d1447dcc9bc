"""Calls the process of ``forked.py``: passes on arguments, environment, folder and open files, and ends as the fork did."""

import json
import os
import socket
import sys

place, *words = sys.argv[1:]
call = {"words": words, "environment": dict(os.environ), "folder": os.getcwd()}
with socket.socket(socket.AF_UNIX) as waiting:
    waiting.connect(place)
    message = json.dumps(call).encode() + b"\n"
    sent = socket.send_fds(waiting, [message], [0, 1, 2])
    waiting.sendall(message[sent:])
    code = waiting.recv(16)
sys.exit(int(code) if code else 1)
