import BackbonesExtraction
import BackbonesImages
import BackbonesTensors
import BackbonesTestSupport
import Foundation
import Testing

@Suite struct SearchTests {
  /// A folder with features of pictures that are one picture, more and more blurred, in three parts.
  private func makeFeatures(in folder: URL, type: String = "f32") throws -> (pictures: [String], features: String) {
    let photo = try RasterImage(contentsOf: Command.photo)
    var pictures: [String] = []
    for number in 0..<20 {
      let side = 120 >> (number / 4), path = folder.appending(path: "\(100 + number).png").path
      try photo.resized(width: side + number, height: side, .bilinear).writePNG(to: path)
      pictures.append(path)
    }
    let features = folder.appending(path: "features").path
    let run = try Command(["extract"] + pictures + ["-o", features, "--part-size", "7", "--dtype", type])
    #expect(run.status == 0, "\(run.complaint)")
    return (pictures, features)
  }

  private struct Found: Decodable {
    let query: String
    let found: [FeatureIndex.Match]
  }

  /// The cosine of two rows in double precision.
  private func cosine(_ a: [Float], _ b: [Float]) -> Double {
    func dot(_ x: [Float], _ y: [Float]) -> Double { zip(x, y).reduce(0) { $0 + Double($1.0) * Double($1.1) } }
    return dot(a, b) / (dot(a, a) * dot(b, b)).squareRoot()
  }

  @Test("The nearest pictures are those of a search in double precision", arguments: ["f32", "f16"])
  func findsTheNearest(type: String) throws {
    try withTemporaryDirectory { folder in
      let (pictures, features) = try makeFeatures(in: folder, type: type)
      let index = try FeatureIndex(features)
      #expect(index.count == 20 && index.dimension == 1280 && index.output == "prelogits")
      let parts = try (0..<3).map { try NumPyFile.read("\(features)/part-00000\($0).prelogits.npy") }
      let vectors = parts.flatMap { part in (0..<part.shape[0]).map { part.entry($0).elements } }
      let queries = Tensor([2, 1280], vectors[3] + vectors[17])
      for (query, matches) in zip([3, 17], try index.nearest(to: queries, count: 6)) {
        let expected = vectors.indices.map { (-cosine(vectors[query], vectors[$0]), $0) }.sorted(by: <).prefix(6)
        #expect(matches.map(\.input) == expected.map { pictures[$0.1] })
        #expect(zip(matches, expected).allSatisfy { abs(Double($0.similarity) + $1.0) < 1e-5 })
        #expect(matches[0].input == pictures[query])
      }
      #expect(try index.nearest(to: queries, count: 50, processors: 1)[0].count == 20)

      let run = try Command("search", pictures[4], pictures[9], "--in", features, "--top", "3", "--json")
      let found: [Found] = try run.jsonLines()
      #expect(found.map(\.query) == [pictures[4], pictures[9]])
      #expect(found.map { $0.found[0].input } == [pictures[4], pictures[9]])
      let sheet = folder.appending(path: "sheet.png").path
      #expect(try Command("search", pictures[4], "--in", features, "--picture", sheet).status == 0)
      #expect(try RasterImage(contentsOf: sheet).width > 5 * 160)
    }
  }

  @Test("Duplicates are all pairs above a similarity")
  func findsDuplicates() throws {
    try withTemporaryDirectory { folder in
      let (pictures, features) = try makeFeatures(in: folder)
      let parts = try (0..<3).map { try NumPyFile.read("\(features)/part-00000\($0).prelogits.npy") }
      let vectors = parts.flatMap { part in (0..<part.shape[0]).map { part.entry($0).elements } }
      let run = try Command("search", "--duplicates", "0.9", "--in", features, "--json")
      let pairs: [FeatureIndex.Pair] = try run.jsonLines()
      var expected: Set<[String]> = []
      for i in vectors.indices {
        for j in vectors.indices where i < j && cosine(vectors[i], vectors[j]) >= 0.9 {
          expected.insert([pictures[i], pictures[j]])
        }
      }
      #expect(!expected.isEmpty && expected.count < 190)
      #expect(Set(pairs.map { [$0.first, $0.second] }) == expected && pairs.count == expected.count)
      #expect(pairs.map(\.similarity) == pairs.map(\.similarity).sorted(by: >))
    }
  }

  @Test("Other weights, other outputs and no folder are errors")
  func refusals() throws {
    try withTemporaryDirectory { folder in
      let (pictures, features) = try makeFeatures(in: folder)
      let other = try Command(
        "search", pictures[0], "--in", features, "--model", "resnet18", "--weights", "synthetic:0")
      #expect(other.status == 1 && other.complaint.contains("of tf_efficientnet_lite0 with other weights"))
      let output = try Command("search", pictures[0], "--in", features, "--output", "logits")
      #expect(output.status == 1 && output.complaint.contains("it has prelogits"))
      #expect(try Command("search", pictures[0], "--in", folder.path).status == 1)
      #expect(try Command("search", "--in", features).status == 64)
      #expect(try Command("search", "--duplicates", "2", "--in", features).status == 64)
    }
  }

  @Test("Pictures that come one after the other give what a folder of them has, in order, with errors between")
  func streams() async throws {
    let resources = URL(filePath: Command.photo).deletingLastPathComponent()
    let model = try Model(
      weights: .directory(resources.appending(path: "tf_efficientnet_lite0").path), engine: EngineOptions(threads: 1))
    let photo = try RasterImage(contentsOf: Command.photo)
    let sources = AsyncStream { stream in
      for number in 0..<30 {
        switch number % 3 {
        case 0: stream.yield(ImageSource.file(Command.photo))
        case 1: stream.yield(.pixels(photo, named: "\(number)"))
        default: stream.yield(.encoded([1, 2, 3], named: "broken"))
        }
      }
      stream.finish()
    }
    let expected = try model.outputs([.prelogits], of: model.preprocessing.tensor(of: photo))[0].entry(0)
    var results: [ExtractedImage] = []
    for try await image in try model.extract(sources, outputs: [.prelogits]) { results.append(image) }
    #expect(results.count == 30)
    for (number, result) in results.enumerated() {
      switch result.features {
      case .success(let features):
        #expect(number % 3 < 2 && features[0].isBitIdentical(to: expected))
        #expect((result.digest == nil) == (number % 3 == 1) && result.size == ImageSize(400, 600))
      case .failure(let error): #expect(number % 3 == 2 && error.code == .image)
      }
    }
  }
}
