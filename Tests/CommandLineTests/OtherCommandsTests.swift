import BackbonesModels
import Foundation
import BackbonesImages
import BackbonesTensors
import BackbonesTestSupport
import Testing

@Suite struct ListTests {
  @Test("list prints the registry's names, and those that match a pattern")
  func names() throws {
    #expect(try Command("list").output.split(separator: "\n").map(String.init) == Registry.names)
    #expect(try Command("list", "--json").json([String].self) == Registry.names)
    #expect(try Command("list", "resnet1?", "--json").json([String].self) == ["resnet18"])
  }
}

@Suite struct ClassifyTests {
  struct Result: Decodable {
    struct Class: Decodable {
      let index: Int
      let label: String?
      let probability: Double
    }
    let image: String
    let top: [Class]
  }

  @Test("classify recognises the photo")
  func coffee() throws {
    let results = try Command("classify", Command.photo, Command.photo, "--top", "3", "--json").jsonLines(Result.self)
    #expect(results.map(\.image) == [Command.photo, Command.photo])
    let top = try #require(results.first?.top)
    #expect(top.count == 3)
    #expect(top[0].index == 967)
    #expect(top[0].label == "espresso")
    // What timm computes with the same weights and preprocessing; 16-bit weights and another decoder account for less
    // than half a percent.
    #expect(abs(top[0].probability - 0.951) < 0.005)
    #expect(top.map(\.probability) == top.map(\.probability).sorted(by: >))
    let text = try Command("classify", Command.photo).output
    #expect(text.contains("95.1 %  espresso"))
  }

  @Test("The probabilities of all classes sum to one")
  func probabilitiesOfAllClassesSumToOne() throws {
    let result = try Command(
      "classify", Command.photo, "--model", "test_resnet", "--weights", "synthetic:0", "--top", "1000", "--json"
    ).json(Result.self)
    #expect(result.top.count == 1000)
    #expect(result.top.allSatisfy { $0.label == nil })
    #expect(abs(result.top.reduce(0) { $0 + $1.probability } - 1) < 1e-9)
  }
}

@Suite struct FeaturesTests {
  struct Result: Decodable {
    struct Level: Decodable {
      let index: Int
      let channels: Int
      let reduction: Int
      let shape: [Int]
    }
    let image: String
    let file: String?
    let features: [Level]
  }

  @Test("features writes the maps that it lists")
  func file() throws {
    try withTemporaryDirectory { directory in
      let path = directory.appending(path: "maps.safetensors").path
      let result = try Command("features", Command.photo, "-o", path, "--json").json(Result.self)
      #expect(result.file == path)
      #expect(result.features.map(\.reduction) == [2, 4, 8, 16, 32])
      let file = try SafetensorsFile(contentsOf: path)
      #expect(file.names == (0..<5).map { "feature:\($0)" })
      #expect(result.features.map(\.shape) == file.names.map { file.entry($0)?.shape.dimensions })
    }
  }

  @Test("features draws a picture")
  func picture() throws {
    try withTemporaryDirectory { directory in
      let path = directory.appending(path: "levels.png").path
      let command = try Command("features", Command.photo, "--picture", path, "--out-indices", "1,-1")
      #expect(command.status == 0)
      #expect(command.output.contains("1x24x56x56"))
      let picture = try RasterImage(contentsOf: path)
      let gray = try RasterImage(width: picture.width, height: picture.height, pixels: picture.luminance.pixels)
      #expect(picture.width > picture.height)
      #expect(picture != gray)
    }
  }

  @Test("features writes a file for each image into a folder")
  func folder() throws {
    try withTemporaryDirectory { directory in
      let (copy, maps) = (directory.appending(path: "other.photo.png"), directory.appending(path: "maps"))
      try FileManager.default.copyItem(atPath: Command.photo, toPath: copy.path)
      let results = try Command(
        "features", Command.photo, copy.path, "-o", maps.path, "--out-indices", "-1,-3", "--size", "128x160",
        "--output-stride", "16", "--json"
      ).jsonLines(Result.self)
      #expect(results.map(\.image) == [Command.photo, copy.path])
      for (result, name) in zip(results, ["coffee", "other.photo"]) {
        #expect(result.file == maps.appending(path: "\(name).safetensors").path)
        let file = try SafetensorsFile(contentsOf: try #require(result.file))
        #expect(file.names == ["feature:2", "feature:4"])
        #expect(file.entry("feature:2")?.shape == [1, 40, 16, 20])
        #expect(file.entry("feature:4")?.shape == [1, 320, 8, 10])
      }
    }
  }
}

@Suite struct BenchTests {
  struct Measurement: Decodable {
    let median_ms: Double
    let min_ms: Double
    let p90_ms: Double
    let runs: Int
    let load_ms: Double
    let peak_rss_bytes: Int
  }

  @Test("bench measures")
  func measures() throws {
    let result = try Command(
      "bench", "--model", "test_resnet", "--batch", "2", "--size", "64", "--threads", "1", "--seconds", "0", "--json"
    ).json(Measurement.self)
    #expect(result.runs == 5)
    #expect(0 < result.min_ms && result.min_ms <= result.median_ms && result.median_ms <= result.p90_ms)
    #expect(result.load_ms > 0)
    // The images alone, and what no process of a few megabytes reaches.
    #expect((2 * 3 * 64 * 64 * 4...1 << 40).contains(result.peak_rss_bytes))
    let text = try Command("bench", "--model", "test_resnet", "--seconds", "0", "--out-indices", "-2").output
    #expect(text.contains("median"))
  }
}

@Suite struct HelpTests {
  @Test("Every command has help")
  func help() throws {
    let help = try Command("--help")
    #expect(help.status == 0)
    for command in ["list", "shapes", "classify", "features", "run", "bench", "doctor"] {
      #expect(help.output.contains("\n  \(command) "), "\(command)")
      let own = try Command(command, "--help")
      #expect(own.status == 0)
      #expect(own.output.contains("--json"))
    }
    #expect(try Command("--version").output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
  }
}
