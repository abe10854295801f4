/// NumPy's `.npy` files.
///
/// Format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
public enum NumPyFile {
  private static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)
  /// Data start at a multiple of this many bytes.
  private static let alignment = 64

  /// Reads an array of versions 1 to 3, of floats, integers or truth values, little-endian, in C or Fortran order.
  ///
  /// - Returns: the array as f32, row-major. Aligned f32 is not copied: it stays in the mapped file, which must then
  ///   not be cut shorter while the tensor lives.
  /// - Throws: `.inputOutput` where the file cannot be read; `.malformedFile` where it is not such an array, or has
  ///   more or fewer bytes than its shape asks for.
  public static func read(_ path: String) throws(BackboneError) -> Tensor {
    let stored = try stored(path)
    return try naming(path) { () throws(BackboneError) in try Tensor(stored) }
  }

  /// The array of a file as it is stored; see `read`.
  package static func stored(_ path: String) throws(BackboneError) -> StoredTensor {
    let file = try MappedFile(path)
    return try naming(path) { () throws(BackboneError) in
      let (header, start) = try header(of: file.bytes, count: file.bytes.count)
      return try header.stored(in: MappedFile.Part(of: file, start..<file.bytes.count))
    }
  }

  private static func naming<Result>(
    _ path: String, _ body: () throws(BackboneError) -> Result
  ) throws(BackboneError) -> Result {
    do throws(BackboneError) {
      return try body()
    } catch {
      throw BackboneError(error.code, "'\(path)': \(error.message)")
    }
  }

  /// Where the data of a file begin, by its first bytes. Messages leave out the file's name.
  static func dataStart(_ bytes: UnsafeRawBufferPointer) throws(BackboneError) -> (start: Int, headerLength: Int) {
    func fault(_ text: String) -> BackboneError { BackboneError(.malformedFile, text) }
    guard bytes.starts(with: magic), bytes.count >= magic.count + 2 else { throw fault("not a NumPy file") }
    let (version, at) = (bytes[magic.count], magic.count + 2)
    guard (1...3).contains(version) else { throw fault("version \(version), expected 1, 2 or 3") }
    let width = version == 1 ? 2 : 4
    guard bytes.count >= at + width else { throw fault("the file ends within its header") }
    let length = (0..<width).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
    guard length <= InputLimits.arrayHeaderBytes else {
      throw fault("a header of \(length) bytes, expected at most \(InputLimits.arrayHeaderBytes)")
    }
    return (at + width + length, length)
  }

  /// The header of a file and the offset of its data, from the file's first `bytes` and its length `count`. Messages do
  /// not name the file.
  ///
  /// - Throws: `.malformedFile` if it is no NumPy file, or its length does not match its shape.
  static func header(
    of bytes: UnsafeRawBufferPointer, count: Int
  ) throws(BackboneError) -> (header: NumPyHeader, start: Int) {
    let (start, length) = try dataStart(bytes)
    guard start <= bytes.count else {
      throw BackboneError(.malformedFile, "a header of \(length) bytes in a file of \(count): the file is cut")
    }
    let header = try NumPyHeader(bytes[start - length..<start])
    guard let elements = TensorShape.checkedCount(header.shape) else {
      throw BackboneError(.malformedFile, "shape \(header.shape) has too many elements")
    }
    let (size, overflow) = elements.multipliedReportingOverflow(by: header.type.size)
    guard !overflow, size == count - start else {
      throw BackboneError(
        .malformedFile, "\(count - start) bytes of data for shape \(header.shape) of \(header.type.rawValue)")
    }
    return (header, start)
  }

  /// Writes a tensor as `<f4` in C order, version 1.
  ///
  /// - Throws: `.inputOutput` where the file cannot be written; `.shape` for more axes than NumPy has.
  public static func write(_ tensor: Tensor, to path: String) throws(BackboneError) {
    guard tensor.shape.rank <= InputLimits.axes else {
      throw BackboneError(.shape, "'\(path)': \(tensor.shape.rank) axes, NumPy has at most \(InputLimits.axes)")
    }
    try replaceFile(at: path) { (sink) throws(BackboneError) in
      try sink.write(header(of: tensor.shape.dimensions))
      try sink.write(tensor, as: .float32)
    }
  }

  /// What stands before the data of an array in C order, version 1.
  ///
  /// - Parameter length: the least number of bytes.
  /// - Precondition: `type` is `.float32` or `.float16`.
  package static func header(of shape: [Int], as type: ElementType = .float32, length: Int = 0) -> [UInt8] {
    let extents = shape.map(String.init).joined(separator: ", ")
    let tuple = shape.count == 1 ? "(\(extents),)" : "(\(extents))"
    let kind = type == .float16 ? "<f2" : "<f4"
    var text = Array("{'descr': '\(kind)', 'fortran_order': False, 'shape': \(tuple), }".utf8)
    let fixed = magic.count + 2 + 2
    let least = max(fixed + text.count + 1, length)
    let padding = (least + alignment - 1) / alignment * alignment - (fixed + text.count + 1)
    text += Array(repeating: UInt8(ascii: " "), count: padding) + [UInt8(ascii: "\n")]
    return magic + [1, 0] + withUnsafeBytes(of: UInt16(text.count).littleEndian, Array.init) + text
  }
}
