#!/usr/bin/env python3
"""Prints what happens in a study as it happens, a line an event, until the study ends.

    heatsweep run STUDY --events ipc://events      # prints "events at ENDPOINT"
    cluster/watch.py ENDPOINT [TOPIC...]

Needs pyzmq (Debian: python3-zmq). A topic is a kind of event, such as `finished` or `lost`, or `status`: how far the study
is, once a second. Without topics, all of them are shown. `heatsweep status` says what the names mean.
"""

import json
import sys

import zmq

socket = zmq.Context().socket(zmq.SUB)
socket.connect(sys.argv[1])
for topic in [*sys.argv[2:], "ended"] if sys.argv[2:] else [""]:
    socket.subscribe(topic)

topic = b""
while topic != b"ended":
    topic, body = socket.recv_multipart()
    event = json.loads(body)
    print(topic.decode(), json.dumps(event), flush=True)
