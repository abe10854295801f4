internal import Synchronization
package import BackbonesTensors

extension Extraction {
  /// How far a run is.
  package struct Progress: Sendable {
    /// Pictures done now, of which so many are without features.
    package var done = 0
    package var errors = 0
    /// Pictures of parts that were there.
    package var skipped = 0
    /// Pictures that archives had so far, and how many archives that was.
    var archived = 0
    var archives = 0.0

    /// About how many pictures there are in all: as many in each archive as in those that were read. Nil where nothing was read yet.
    package func total(of workload: Workload) -> Int? {
      guard workload.archives > 0 else { return workload.pictures }
      guard archives > 0 else { return nil }
      return workload.pictures + Int(Double(archived) / archives * Double(workload.archives))
    }
  }

  /// What a task has to do.
  package struct Workload: Sendable {
    /// Pictures that are in no archive.
    package var pictures = 0
    package var archives = 0
  }

  /// Lists all inputs, to know what there is to do. Nil where they come from a pipe, and can be listed once.
  package static func workload(of inputs: [String], shard: Shard, partSize: Int) throws(BackboneError) -> Workload? {
    guard !inputs.contains("-") else { return nil }
    var (units, workload) = (try UnitListing(inputs, pictures: partSize), Workload())
    while let unit = try units.next() {
      guard unit.number % shard.count == shard.index else { continue }
      switch unit.content {
      case .pictures(let paths): workload.pictures += paths.count
      case .archive: workload.archives += 1
      }
    }
    return workload
  }
}

/// Counts what is done, and ends where too much of it is without features.
final class Tally: Sendable {
  private let mostErrors: Int?
  private let state = Mutex(Extraction.Progress())

  /// - Parameter mostErrors: nil for any number.
  init(mostErrors: Int?) { self.mostErrors = mostErrors }

  var progress: Extraction.Progress { state.withLock { $0 } }

  func update(_ change: (inout Extraction.Progress) -> Void) { state.withLock { change(&$0) } }

  /// Counts pictures.
  ///
  /// - Throws: `.image` where there are too many errors.
  func add(_ images: [ExtractedImage]) throws(BackboneError) -> Extraction.Progress {
    update {
      $0.done += images.count
      $0.errors += images.count { if case .failure = $0.features { true } else { false } }
    }
    let now = progress
    if let mostErrors, now.errors > mostErrors {
      throw BackboneError(.image, "\(now.errors) pictures could not be read, \(mostErrors) are put up with")
    }
    return now
  }
}
