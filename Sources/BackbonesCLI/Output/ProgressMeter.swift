import ArgumentParser
import Backbones
import BackbonesCLibrary
import BackbonesExtraction
import Synchronization

/// How progress is shown.
enum ProgressStyle: String, ExpressibleByArgument, CaseIterable {
  case bar, plain, json, none

  /// A bar where a person watches, lines where nobody does.
  static var usual: ProgressStyle { FileSink.standardError.isTerminal ? .bar : .plain }
}

/// How far an extraction is: pictures, rate and errors. For several threads.
final class ProgressMeter: Sendable {
  private struct State {
    var line = Progress()
    var shown = ContinuousClock.now
  }

  private struct Report: Encodable {
    let done: Int
    let skipped: Int
    let errors: Int
    let seconds: Double
  }

  private let style: ProgressStyle
  private let start = ContinuousClock.now
  private let state = Mutex(State())

  init(_ style: ProgressStyle) { self.style = style }

  /// Shows how far it is, not too often.
  func report(_ now: Extraction.Progress) {
    let pause: Duration = style == .bar ? .milliseconds(100) : .seconds(10)
    state.withLock { state in
      guard style != .none, ContinuousClock.now - state.shown >= pause else { return }
      state.shown = .now
      show(now, isLast: false, &state.line)
    }
  }

  /// Shows what was done.
  func conclude(_ total: Extraction.Progress) {
    state.withLock { state in
      state.line.end()
      show(total, isLast: true, &state.line)
    }
  }

  /// Takes the line away.
  func end() { state.withLock { $0.line.end() } }

  private func show(_ now: Extraction.Progress, isLast: Bool, _ line: inout Progress) {
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    var text = "\(now.done.grouped) pictures  \((Double(now.done) / max(seconds, 1e-3)).fixed(1))/s"
    if now.errors > 0 { text += "  \(now.errors.grouped) errors" }
    if now.skipped > 0 { text += "  \(now.skipped.grouped) there before" }
    switch style {
    case .none: break
    case .json:
      let report = Report(done: now.done, skipped: now.skipped, errors: now.errors, seconds: seconds)
      if let json = try? JSON(report).text(width: .max) { try? FileSink.standardError.write(json + "\n") }
    case .bar where !isLast: line.report(text)
    case .bar, .plain: try? FileSink.standardError.write(text + "\n")
    }
  }
}
