import Foundation

/// A `.npy` file of any header.
func builtNPY(header: String, body: Int = 0, version: UInt8 = 1) -> Data {
  let text = Data(header.utf8)
  let length = version == 1 ? UInt16(text.count).littleEndianBytes : UInt32(text.count).littleEndianBytes
  return Data([0x93] + Array("NUMPY".utf8) + [version, 0]) + length + text + Data(count: body)
}

func builtNPY(type: String = "<f4", shape: String = "(2,)", body: Int = 8) -> Data {
  builtNPY(header: "{'descr': '\(type)', 'fortran_order': False, 'shape': \(shape), }\n", body: body)
}
