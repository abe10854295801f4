import Backbones
import BackbonesTestSupport
import Foundation
import Testing

/// `features --tile`.
@Suite struct TileTests {
  private struct Report: Decodable {
    struct File: Decodable { let index: Int, file: String, shape: [Int] }
    let files: [File]
  }

  @Test("A photo's maps, written in tiles, are those of the whole photo")
  func tilesAPhoto() throws {
    try withTemporaryDirectory { folder in
      let report = try Command(
        "features", Command.photo, "--tile", "128", "--out-indices", "0,2", "-o", folder.path, "--json"
      ).json(Report.self)
      #expect(report.files.map(\.file) == [0, 2].map { "\(folder.path)/coffee.feature.\($0).npy" })
      let weights = (Command.photo as NSString).deletingLastPathComponent + "/tf_efficientnet_lite0"
      let model = try Model("tf_efficientnet_lite0", weights: .directory(weights), engine: EngineOptions(strict: true))
      var settings = try model.preprocessing
      (settings.inputSize, settings.cropFraction) = (ImageSize(400, 600), 1)
      let whole = try model.features(
        settings.tensor(of: RasterImage(contentsOf: Command.photo)), outIndices: [0, 2])
      for (file, map) in zip(report.files, whole) {
        let tiled = try NumPyFile.read(file.file)
        #expect(file.shape == map.shape.dimensions && tiled.isBitIdentical(to: map))
      }
    }
  }

  @Test(
    "What cannot be is refused in a sentence, and nothing is left behind",
    arguments: [
      (["--tile", "100"], "tiles of 100 pixels; expected a multiple of 32"),
      (["--tile", "128", "--max-pixels", "1000"], "600 x 400 pixels, expected 1 to 1000"),
      (["--tile", "128", "--model", "efficientnet_b0", "--weights", "synthetic:0"], "global-pool joins all positions"),
      (["--tile", "128", "--size", "256"], "--size goes without it"),
      (["--tile", "128", "--attention", "0"], "--attention goes without it"),
      (["--tile", "0"], "expected a whole number from 1"),
    ])
  func refusals(_ arguments: [String], _ complaint: String) throws {
    try withTemporaryDirectory { folder in
      let command = try Command(["features", Command.photo, "-o", folder.path] + arguments)
      #expect(command.status != 0 && !command.crashed && command.complaint.contains(complaint), "\(command.complaint)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }
  }
}
