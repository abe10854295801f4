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
      if let total = progress.total, rate >= 1 {
        parts.append(Progress.timeLeft(Double(total - progress.received) / rate))
      }
    }
    if let share, let bar = Progress.bar(share, beside: parts) { parts.insert(bar, at: 1) }
    return parts.joined(separator: "  ")
  }
}
