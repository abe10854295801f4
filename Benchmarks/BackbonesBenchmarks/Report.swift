import Foundation

/// What was measured, as it is printed.
struct Report: Encodable {
  /// The set of kernels.
  let cpu: String
  /// OpenBLAS's description of itself.
  let openBLAS: String
  var networks: [Network] = []

  struct Network: Encodable {
    let name: String
    let rounds: Int
    /// The rate of multiply-adds in registers.
    let peak: Rate
    let lines: [Line]

    init(name: String, rounds: Int, peak: Times, lines: [Line]) {
      (self.name, self.rounds, self.lines) = (name, rounds, lines)
      self.peak = Rate(flops: 1, peak)
    }
  }

  /// Billions of operations a second: in the median time, and in the shortest.
  struct Rate: Encodable {
    let median: Double
    let best: Double

    init(flops: Double, _ times: Times) { (median, best) = (flops / times.median / 1e9, flops / times.best / 1e9) }
  }

  /// A kernel on a piece of work; the shape "all" is a sum over the network.
  struct Line: Encodable {
    let kind: String
    let shape: String
    let count: Int
    let kernel: String
    let milliseconds: Double
    let gflops: Rate
    /// Of the peak: medians, and the best of both.
    let share: Double
    let bestShare: Double
    let openBLAS: Rate?
    /// The kernel's time divided by OpenBLAS's: medians, and the best of both.
    let ratio: Double?
    let bestRatio: Double?

    init(
      kind: String, shape: String, count: Int, kernel: String, flops: Double, times: Times, peak: Times,
      openBLAS: Times?
    ) {
      (self.kind, self.shape, self.count, self.kernel) = (kind, shape, count, kernel)
      milliseconds = times.median * 1e3
      gflops = Rate(flops: flops, times)
      share = flops / times.median * peak.median
      bestShare = flops / times.best * peak.best
      self.openBLAS = openBLAS.map { Rate(flops: flops, $0) }
      ratio = openBLAS.map { times.median / $0.median }
      bestRatio = openBLAS.map { times.best / $0.best }
    }
  }

  func text(markdown: Bool) -> String {
    let head = "Kernels: \(cpu); one thread. \(openBLAS)\nGFLOP/s and shares: in the median time (in the shortest).\n"
    return ([head] + networks.map { $0.text(markdown: markdown) }).joined(separator: "\n")
  }
}

extension Report.Network {
  fileprivate func text(markdown: Bool) -> String {
    let title = "\(name): \(rounds) rounds; peak of multiply-adds \(peak.text) GFLOP/s\n"
    var cells = [["shape", "", "kernel", "ms", "GFLOP/s", "of peak", "OpenBLAS", "time of OpenBLAS's"]]
    for line in lines {
      cells.append([
        line.shape == "all" ? "all \(line.kind)" : "\(line.kind) \(line.shape)", "\(line.count)", line.kernel,
        fixed(line.milliseconds, 3), line.gflops.text, "\(percent(line.share)) (\(percent(line.bestShare)))",
        line.openBLAS?.text ?? "-",
        line.ratio.map { fixed($0, 2) + " (" + fixed(line.bestRatio!, 2) + ")" } ?? "-",
      ])
    }
    let widths = cells[0].indices.map { column in cells.map { $0[column].count }.max()! }
    var table = cells.map { row in
      let padded = row.indices.map { column in
        let spaces = String(repeating: " ", count: widths[column] - row[column].count)
        return Self.isLeft(column) ? row[column] + spaces : spaces + row[column]
      }
      return markdown ? "| " + padded.joined(separator: " | ") + " |" : padded.joined(separator: "  ")
    }
    if markdown {
      let rule = widths.indices.map { column in
        String(repeating: "-", count: widths[column] + (Self.isLeft(column) ? 2 : 1)) + (Self.isLeft(column) ? "" : ":")
      }
      table.insert("|" + rule.joined(separator: "|") + "|", at: 1)
    }
    return title + (markdown ? "\n" : "") + table.joined(separator: "\n") + "\n"
  }

  private static func isLeft(_ column: Int) -> Bool { column == 0 || column == 2 }
}

extension Report.Rate {
  fileprivate var text: String { "\(fixed(median, 1)) (\(fixed(best, 1)))" }
}

private func percent(_ share: Double) -> String { fixed(share * 100, 0) + " %" }
func fixed(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }
