"""Reads the stored tensors of an ONNX file with nothing but Python's standard library.

ONNX is a Protocol Buffers message (https://protobuf.dev/programming-guides/encoding). Of all that onnx.proto describes, the tensors
that a graph is initialised with take four fields: their names, shapes, types and bytes.
"""

# Field numbers in onnx.proto: ModelProto.graph, GraphProto.initializer, and four of TensorProto.
GRAPH, INITIALIZER = 7, 5
DIMENSIONS, DATA_TYPE, NAME, RAW_DATA = 1, 2, 8, 9
FLOAT32 = 1


def float32_tensors(data):
    """The Float32 tensors of an ONNX file's bytes by name: each its shape and its values' bytes, little endian."""
    tensors = {}
    for graph in values(memoryview(data), GRAPH):
        for tensor in values(graph, INITIALIZER):
            if list(values(tensor, DATA_TYPE)) == [FLOAT32]:
                name = bytes(next(values(tensor, NAME))).decode()
                tensors[name] = list(values(tensor, DIMENSIONS)), next(values(tensor, RAW_DATA), b"")
    return tensors


def values(message, wanted):
    """Each value of a field: a whole number, or the bytes of a text or an embedded message."""
    position = 0
    while position < len(message):
        key, position = variable_length_integer(message, position)
        number, wire_type = key >> 3, key & 7
        if wire_type == 0:
            value, position = variable_length_integer(message, position)
        elif wire_type in (1, 2, 5):
            length = {1: 8, 5: 4}.get(wire_type)
            if length is None:
                length, position = variable_length_integer(message, position)
            value, position = message[position : position + length], position + length
        else:
            raise ValueError(f"unknown wire type {wire_type}")
        if number == wanted:
            yield value


def variable_length_integer(message, position):
    """The integer, seven bits a byte from the lowest on, and the position after it."""
    value = shift = 0
    while True:
        byte = message[position]
        value |= (byte & 0x7F) << shift
        position, shift = position + 1, shift + 7
        if byte < 0x80:
            return value, position
