/// Pickles of protocol 2, and what else a checkpoint of PyTorch is made of, as no writer of PyTorch's would make them.
package enum PickleWriter {
  /// A whole pickle: what makes its value, between the protocol and the end.
  package static func pickle(_ value: [UInt8]) -> [UInt8] { [0x80, 2] + value + [0x2E] }

  package static func text(_ text: String) -> [UInt8] {
    [0x58] + bytes(UInt32(text.utf8.count)) + Array(text.utf8)
  }

  package static func int(_ value: Int) -> [UInt8] {
    // As LONG1 of 8 bytes.
    [0x8A, 8] + bytes(Int64(value))
  }

  package static func tuple(_ elements: [UInt8]...) -> [UInt8] { [0x28] + elements.flatMap { $0 } + [0x74] }

  package static func tuple(_ numbers: [Int]) -> [UInt8] { [0x28] + numbers.flatMap(int) + [0x74] }

  package static func dictionary(_ items: (String, [UInt8])...) -> [UInt8] {
    [0x7D, 0x28] + items.flatMap { text($0) + $1 } + [0x75]
  }

  package static func global(_ module: String, _ name: String) -> [UInt8] {
    [0x63] + Array("\(module)\n\(name)\n".utf8)
  }

  package static func call(_ module: String, _ name: String, _ arguments: [UInt8]...) -> [UInt8] {
    global(module, name) + [0x28] + arguments.flatMap { $0 } + [0x74, 0x52]
  }

  /// A reference to a storage; `view` only in the older format.
  package static func storage(
    _ key: String = "0", type: String = "FloatStorage", count: Int = 4, view: [UInt8]? = nil
  ) -> [UInt8] {
    [0x28] + text("storage") + global("torch", type) + text(key) + text("cpu") + int(count) + (view ?? []) + [
      0x74, 0x51,
    ]
  }

  /// A tensor of a storage.
  package static func tensor(
    _ storage: [UInt8] = storage(), offset: [UInt8] = int(0), size: [UInt8] = tuple([4]), stride: [UInt8] = tuple([1])
  ) -> [UInt8] {
    call(
      "torch._utils", "_rebuild_tensor_v2", storage, offset, size, stride, [0x89],
      call("collections", "OrderedDict"))
  }

  package static func bytes(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian, Array.init)
  }
}
