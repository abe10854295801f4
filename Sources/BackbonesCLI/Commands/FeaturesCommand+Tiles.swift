import ArgumentParser
import Backbones

extension FeaturesCommand {
  /// What cannot go with tiles.
  func validateTiles() throws {
    guard tile != nil else { return }
    if images.count > 1 { throw ValidationError("--tile takes one image, \(images.count) are given.") }
    if destination?.hasSuffix(".safetensors") != false {
      throw ValidationError("--tile writes each level to a file of its own; expected a folder, -o maps.")
    }
    for (option, isGiven) in [
      ("--picture", picture != nil), ("--receptive", !receptive.isEmpty), ("--attention", attention != nil),
      ("--pyramid", pyramid != nil),
    ] where isGiven {
      throw ValidationError("--tile writes the maps of --out-indices alone; \(option) goes without it.")
    }
    if size != nil { throw ValidationError("--tile takes the picture at its own size; --size goes without it.") }
  }

  /// A level that was written.
  struct TiledResult: Encodable {
    let image: String
    let files: [File]

    struct File: Encodable {
      let index: Int
      let file: String
      let shape: [Int]
    }
  }

  /// Computes the pyramid of the picture in tiles, and writes each level while it is computed.
  func writeTiles(of model: Model, side: Int, to folder: String, _ progress: inout Progress) throws {
    let path = images[0]
    var files: [(index: Int, shape: TensorShape, path: String, start: Int, pending: PendingFile)] = []
    var shown = progress
    try model.features(
      ofPicture: path, tiling: Tiling(side), outIndices: outIndices,
      maxPixels: photos.maxPixels ?? RasterImage.filePixelLimit
    ) { (levels) throws(BackboneError) in
      for (number, level) in levels.enumerated() {
        let file = "\(folder)/\(stem(of: path)).feature.\(level.index).npy"
        // All levels lie on one disk.
        let rest = levels[number...].reduce(0) { $0 + $1.shape.count * MemoryLayout<Float>.stride }
        try checkWritable(file, bytes: rest)
        let header = NumPyFile.header(of: level.shape.dimensions)
        let pending = try PendingFile(for: file)
        try pending.sink.write(header)
        files.append((level.index, level.shape, file, header.count, pending))
      }
    } _: { (tile) throws(BackboneError) in
      let file = files.first { $0.index == tile.index }!
      shown.report("\(path): line \(tile.lines.lowerBound) of \(file.shape[2]) of feature:\(tile.index)")
      try tile.forEachLine(of: file.shape) { (place, elements) throws(BackboneError) in
        try file.pending.write(UnsafeRawBufferPointer(elements), at: file.start + place * MemoryLayout<Float>.stride)
      }
    }
    for file in files { try file.pending.commit() }
    shown.end()
    let result = TiledResult(
      image: path, files: files.map { .init(index: $0.index, file: $0.path, shape: $0.shape.dimensions) })
    var table = Table(("index", .right), ("shape", .left), ("file", .left))
    for file in result.files { table.add("\(file.index)", joined(file.shape), file.file) }
    try Console.show(result, asJSON: format.asJSON, onOneLine: true, "\(path)\n\(table.text)")
  }
}
