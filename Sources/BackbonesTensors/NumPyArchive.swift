/// NumPy's `.npz` files: a zip archive of `.npy` files, whose names without the ending are those of the tensors.
public struct NumPyArchive: FileArchive {
  /// Where the file is.
  public let path: String
  /// The names of the arrays, sorted.
  public let names: [String]
  private let zip: ZipFile
  package var files: [MappedFile]? { zip.mapped.map { [$0] } }
  private let arrays: [String: (file: String, header: NumPyHeader, start: Int)]

  private static let suffix = ".npy"
  /// Bytes that the headers of most arrays fit in.
  private static let usualHeader = 256

  /// Opens a file and reads the headers of its arrays.
  ///
  /// - Throws: `.inputOutput` where the file cannot be read; `.malformedFile` where it is no such archive.
  public init(contentsOf path: String) throws(BackboneError) { try self.init(MappedFile(path)) }

  init(_ file: MappedFile) throws(BackboneError) {
    path = file.path
    var arrays: [String: (String, NumPyHeader, Int)] = [:]
    do throws(BackboneError) {
      zip = try ZipFile(file)
      for (name, entry) in zip.entries {
        guard name.hasSuffix(Self.suffix) else { throw BackboneError(.malformedFile, "'\(name)' is no .npy file") }
        do throws(BackboneError) {
          var head = try zip.beginning(of: name, entry, Self.usualHeader)
          let (start, _) = try NumPyFile.dataStart(head.bytes)
          if start > head.bytes.count { head = try zip.beginning(of: name, entry, start) }
          let (header, _) = try NumPyFile.header(of: head.bytes, count: entry.size)
          arrays[String(name.dropLast(Self.suffix.count))] = (name, header, start)
        } catch {
          throw BackboneError(error.code, "'\(name)': \(error.message)")
        }
      }
    } catch {
      throw BackboneError(error.code, "'\(file.path)': \(error.message)")
    }
    self.arrays = arrays
    names = arrays.keys.sorted()
  }

  /// The type and shape of an array; nil if there is none of that name.
  public func entry(_ name: String) -> TensorEntry? {
    arrays[name].map { TensorEntry(type: $0.header.type, shape: TensorShape($0.header.shape)) }
  }

  /// An array, converted to f32 where it is stored otherwise.
  ///
  /// - Throws: `.unknownName` for a name that is not in the file; `.malformedFile` for a damaged array.
  public func tensor(_ name: String) throws(BackboneError) -> Tensor {
    guard let (file, header, start) = arrays[name] else {
      throw BackboneError(.unknownName, "'\(path)' has no array '\(name)'; it has \(names.count) others")
    }
    do throws(BackboneError) {
      let contents = try zip.contents(of: file, zip.entries[file]!)
      return try Tensor(try header.stored(in: contents.part(start..<contents.bytes.count)))
    } catch {
      throw BackboneError(error.code, "'\(path)': \(error.message)")
    }
  }
}
