internal import BackbonesCLibrary
import Backbones
import BackbonesHub

/// A line that says how far a download is: `timm/resnet50.a1_in1k  ━━━╌╌╌  45 %  46.1 MB of 102 MB  12.3 MB/s  5 s left`.
final class DownloadBar {
  private var line = Progress()
  private let isHidden: Bool
  /// What was here when, over the last seconds.
  private var samples: [(time: ContinuousClock.Instant, received: Int)] = []

  /// - Parameter isHidden: shows nothing, on a terminal neither.
  init(isHidden: Bool) { self.isHidden = isHidden }

  /// Shows what happens.
  func show(_ event: HubEvent) {
    switch event {
    case .progress(let progress):
      guard !isHidden else { return }
      let now = ContinuousClock.now
      samples.removeAll { now - $0.time > Self.window }
      samples.append((now, progress.received))
      line.report(text(of: progress))
    case .waiting(let text):
      if !isHidden { line.report(text) }
    case .notice(let text):
      line.end()
      try? FileSink.standardError.write("note: \(text.printable)\n")
    }
  }

  /// Takes the line away.
  func end() { line.end() }

  private static let window = Duration.seconds(5)

  private func text(of progress: HubProgress) -> String {
    func bytes(_ count: Int) -> String { Double(count).engineering("B") }
    var parts = [progress.repository.id]
    let share = progress.total.map { $0 > 0 ? Double(progress.received) / Double($0) : 1 }
    if let share, let total = progress.total {
      parts.append("\(Int(share * 100)) %")
      parts.append("\(bytes(progress.received)) of \(bytes(total))")
    } else {
      parts.append(bytes(progress.received))
    }
    if let first = samples.first, let last = samples.last, last.received > first.received {
      let rate = Double(last.received - first.received) / ((last.time - first.time) / .seconds(1))
      parts.append("\(rate.engineering("B"))/s")
      if let total = progress.total, rate >= 1 { parts.append(time(Double(total - progress.received) / rate)) }
    }
    // The bar has the room that is left.
    let cells = min(Progress.columns - 2 - parts.reduce(0) { $0 + $1.count + 2 }, Self.mostCells)
    if let share, cells >= Self.fewestCells {
      let filled = Int(share * Double(cells))
      parts.insert(String(repeating: "━", count: filled) + String(repeating: "╌", count: cells - filled), at: 1)
    }
    return parts.joined(separator: "  ")
  }

  private static let (fewestCells, mostCells) = (6, 24)

  private func time(_ seconds: Double) -> String {
    let whole = Int(min(seconds.rounded(.up), 359_999))
    func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    if whole < 60 { return "\(whole) s left" }
    if whole < 3600 { return "\(whole / 60):\(twoDigits(whole % 60)) left" }
    return "\(whole / 3600):\(twoDigits(whole / 60 % 60)):\(twoDigits(whole % 60)) left"
  }
}
