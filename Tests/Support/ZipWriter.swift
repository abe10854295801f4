internal import CBackbonesZlib
package import Foundation

/// Zip archives of stored files, with any field of their records replaced.
package struct ZipWriter {
  /// A file of the archive.
  package struct File {
    package var name: String
    package var content: [UInt8]
    /// The name in front of the content, where it is another.
    package var localName: String?
    /// Fields of the entry in the directory, by their place.
    package var fields: [Int: [UInt8]]

    package init(_ name: String, _ content: [UInt8], localName: String? = nil, fields: [Int: [UInt8]] = [:]) {
      (self.name, self.content, self.localName, self.fields) = (name, content, localName, fields)
    }
  }

  /// A checkpoint of one storage of four singles, 1 to 4, and the pickle given.
  package static func checkpoint(_ value: [UInt8]) -> [File] {
    [
      File("x/data.pkl", PickleWriter.pickle(value)), File("x/byteorder", Array("little".utf8)),
      File("x/data/0", [1, 2, 3, 4].flatMap { (value: Float) in PickleWriter.bytes(value.bitPattern) }),
      File("x/version", Array("3\n".utf8)),
    ]
  }

  /// An archive of files, one after the other.
  package static func archive(_ files: [File], comment: [UInt8] = []) -> Data {
    var (data, directory) = (Data(), Data())
    for file in files {
      let crc = UInt32(crc32_z(0, file.content, file.content.count))
      let size = UInt32(file.content.count)
      func common(_ name: String) -> [UInt8] {
        bytes([20, 0, 0, 0, 0]) + PickleWriter.bytes(crc) + PickleWriter.bytes(size) + PickleWriter.bytes(size)
          + bytes([UInt16(name.utf8.count), 0])
      }
      var entry =
        PickleWriter.bytes(0x0201_4B50 as UInt32) + bytes([20]) + common(file.name) + bytes([0, 0, 0, 0, 0])
        + PickleWriter.bytes(UInt32(data.count)) + Array(file.name.utf8)
      for (offset, value) in file.fields { entry.replaceSubrange(offset..<offset + value.count, with: value) }
      directory += entry
      let name = file.localName ?? file.name
      data += PickleWriter.bytes(0x0403_4B50 as UInt32) + common(name) + Array(name.utf8) + file.content
    }
    let end =
      PickleWriter.bytes(0x0605_4B50 as UInt32) + bytes([0, 0, UInt16(files.count), UInt16(files.count)])
      + PickleWriter.bytes(UInt32(directory.count)) + PickleWriter.bytes(UInt32(data.count))
      + bytes([UInt16(comment.count)]) + comment
    return data + directory + end
  }

  private static func bytes(_ values: [UInt16]) -> [UInt8] { values.flatMap(PickleWriter.bytes) }

  /// Raw DEFLATE.
  package static func deflated(_ content: [UInt8]) -> [UInt8] {
    var size = compressBound(UInt(content.count))
    let whole = [UInt8](unsafeUninitializedCapacity: Int(size)) { target, count in
      let status = compress(target.baseAddress, &size, content, UInt(content.count))
      count = status == Z_OK ? Int(size) : 0
    }
    // Without zlib's header and checksum.
    return Array(whole.dropFirst(2).dropLast(4))
  }
}
