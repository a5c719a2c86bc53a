#!/usr/bin/env python3
"""Prints what happens in a study as it happens, a line an event, until the study ends.

    heatsweep run STUDY --events ENDPOINT              # says "events at ENDPOINT"
    cluster/watch.py ENDPOINT [--key FILE] [TOPIC...]

Needs pyzmq (Debian: python3-zmq). A topic is a kind of event, such as `finished` or `lost`, or `status`: how far the study
is, once a second. Without topics, all of them are shown. tcp:// needs a key file that `heatsweep keys make` wrote.
"""

import argparse
import json
import re

import zmq

parser = argparse.ArgumentParser(description="Prints what happens in a study.")
parser.add_argument("endpoint")
parser.add_argument("--key", help="a key file, for tcp://")
parser.add_argument("topics", nargs="*")
arguments = parser.parse_intermixed_args()

socket = zmq.Context().socket(zmq.SUB)
if arguments.key:
    with open(arguments.key) as file:
        key = dict(re.findall(r'^(\S+) = "(.*)"$', file.read(), re.MULTILINE))
    socket.curve_publickey = key["public-key"].encode()
    socket.curve_secretkey = key["secret-key"].encode()
    socket.curve_serverkey = key["coordinator-key"].encode()

socket.connect(arguments.endpoint)
for topic in [*arguments.topics, "ended"] if arguments.topics else [""]:
    socket.subscribe(topic)

topic = b""
while topic != b"ended":
    topic, body = socket.recv_multipart()
    event = json.loads(body)  # a dictionary: event["trial"], event["worker"], ...
    print(topic.decode(), json.dumps(event), flush=True)
