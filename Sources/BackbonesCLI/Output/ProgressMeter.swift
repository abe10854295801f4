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

/// How far an extraction is: pictures, rate, errors and the time left. For several threads.
final class ProgressMeter: Sendable {
  private struct State {
    var line = Progress()
    var shown = ContinuousClock.now
    var workload: Extraction.Workload?
  }

  private struct Report: Encodable {
    let done: Int
    let skipped: Int
    let errors: Int
    let total: Int?
    let seconds: Double
    let secondsLeft: Double?
  }

  private let style: ProgressStyle
  private let start = ContinuousClock.now
  private let state = Mutex(State())

  init(_ style: ProgressStyle) { self.style = style }

  /// Whether anybody wants to know how much there is to do.
  var isShown: Bool { style != .none }

  /// From now on it is known what there is to do.
  func expect(_ workload: Extraction.Workload) { state.withLock { $0.workload = workload } }

  /// Shows how far it is, not too often.
  func report(_ now: Extraction.Progress) {
    let pause: Duration = style == .bar ? .milliseconds(100) : .seconds(10)
    state.withLock { state in
      guard isShown, ContinuousClock.now - state.shown >= pause else { return }
      state.shown = .now
      show(now, isLast: false, &state)
    }
  }

  /// Shows what was done.
  func conclude(_ total: Extraction.Progress) {
    state.withLock { state in
      state.line.end()
      show(total, isLast: true, &state)
    }
  }

  /// Takes the line away.
  func end() { state.withLock { $0.line.end() } }

  private func show(_ now: Extraction.Progress, isLast: Bool, _ state: inout State) {
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    let rate = Double(now.done) / max(seconds, 1e-3)
    let passed = now.done + now.skipped
    let total = isLast ? nil : state.workload.flatMap(now.total).map { max($0, passed) }
    let secondsLeft = rate > 0 ? total.map { Double($0 - passed) / rate } : nil

    if style == .json {
      let report = Report(
        done: now.done, skipped: now.skipped, errors: now.errors, total: isLast ? passed : total, seconds: seconds,
        secondsLeft: secondsLeft)
      if let json = try? JSON(report).text(width: .max) { try? FileSink.standardError.write(json + "\n") }
      return
    }
    let done = now.done == 1 ? "1 picture" : "\(now.done.grouped) pictures"
    var parts = [total.map { "\(passed.grouped) of \($0.grouped) pictures" } ?? done]
    parts.append("\(rate.fixed(1))/s")
    if now.errors > 0 { parts.append(now.errors == 1 ? "1 error" : "\(now.errors.grouped) errors") }
    if now.skipped > 0 { parts.append("\(now.skipped.grouped) there before") }
    if let secondsLeft { parts.append(Progress.timeLeft(secondsLeft)) }
    if style == .bar, let total, let bar = Progress.bar(Double(passed) / Double(max(total, 1)), beside: parts) {
      parts.insert(bar, at: 1)
    }
    let text = parts.joined(separator: "  ")
    switch style {
    case .none, .json: break
    case .bar where !isLast: state.line.report(text)
    case .bar, .plain: try? FileSink.standardError.write(text + "\n")
    }
  }
}
