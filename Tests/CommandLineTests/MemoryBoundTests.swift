import BackbonesTestSupport
import Foundation
import Testing

#if os(Linux)
  /// `--memory` and what `shapes --plan` predicts, beside what the process had at its peak.
  @Suite struct MemoryBoundTests {
    private struct Bench: Decodable { let peak_rss_bytes: Int }
    private struct Plan: Decodable { let peakBytes: Int }

    private func peak(_ arguments: String...) throws -> Int {
      let bench = ["bench", "--threads", "1", "--seconds", "0", "--json", "--model"]
      return try Command(bench + arguments).json(Bench.self).peak_rss_bytes
    }

    private func predicted(_ arguments: String...) throws -> Int {
      try Command(["shapes", "--plan", "--threads", "1", "--json"] + arguments).json(Plan.self).peakBytes
    }

    @Test("The predicted peak is the measured one", arguments: ["resnet18", "vit_small_patch16_224"])
    func predicts(_ model: String) throws {
      let (predicted, measured) = (try predicted(model), try peak(model))
      #expect(abs(predicted - measured) * 10 <= measured, "\(predicted) predicted, \(measured) measured")
    }

    @Test("Compact weights of sixteen bits take about their file")
    func isCompact() throws {
      try withTemporaryDirectory { (folder) throws in try compact(in: folder) }
    }

    private func compact(in folder: URL) throws {
      let (name, path) = ("vit_small_patch16_224", folder.appending(path: "halves.safetensors").path)
      let run = try Command("weights", "convert", "synthetic:0", path, "--model", name, "--dtype", "f16")
      #expect(run.status == 0, "\(run.complaint)")
      let file = try #require(FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
      // The same process with next to no weights.
      let rest = try peak("test_vit", "--size", "160")
      let (compact, usual) = (try peak(name, "--weights", path, "--compact"), try peak(name, "--weights", path))
      #expect(compact <= rest + file * 3 / 2, "\(compact) beside \(rest) and a file of \(file)")
      #expect(usual >= compact + file * 3 / 4, "\(usual) beside \(compact)")
      // The prediction follows: what is enough for halves is not for floats.
      let bound = "\(compact + 12_000_000)"
      #expect(try peak(name, "--weights", path, "--compact", "--memory", bound) <= compact + 12_000_000)
      #expect(try Command("bench", "--model", name, "--weights", path, "--threads", "1", "--memory", bound).status == 1)
    }

    @Test("Memory that is given is not exceeded, and less than the least is an error that says so")
    func keeps() throws {
      let all = try predicted("resnet18")
      #expect(try peak("resnet18", "--memory", "\(all * 8 / 10)") <= all * 8 / 10)
      let command = try Command("bench", "--model", "resnet18", "--memory", "20MB")
      #expect(command.status == 1 && !command.crashed)
      #expect(command.complaint.hasPrefix("error: resnet18: takes at least "), "\(command.complaint)")
      #expect(try Command("bench", "--model", "resnet18", "--memory", "20 apples").status == 64)
    }
  }
#endif
