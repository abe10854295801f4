package import BackbonesTensors

/// Which of all units a task does: number `index`, and every `count`th after it.
package struct Shard: Hashable, Sendable {
  package let index: Int
  package let count: Int

  package init(_ index: Int, of count: Int) { (self.index, self.count) = (index, count) }

  /// Reads `I/N`, from `0/N` to `N-1/N`.
  ///
  /// - Throws: `.invalidOption` for other text.
  package init(parsing text: String) throws(BackboneError) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1], count >= 1, 0..<count ~= index else {
      throw BackboneError(.invalidOption, "expected I/N, such as 0/4 to 3/4, or auto")
    }
    self.init(index, of: count)
  }

  /// The shard of this task of an array of Slurm's, or of an indexed job of Kubernetes's.
  ///
  /// Slurm numbers tasks from `SLURM_ARRAY_TASK_MIN` to `_MAX` in steps, and says how many there are. Where `shards` says how many,
  /// a task's number is its shard: then some tasks of an array can be submitted again by themselves. Kubernetes does not say how
  /// many there are.
  ///
  /// - Parameters:
  ///   - environment: the process's variables.
  ///   - shards: how many there are; nil where the environment says so.
  /// - Throws: `.invalidOption` where the environment has neither, both, or numbers that do not fit together.
  package init(of environment: (String) -> String?, shards: Int?) throws(BackboneError) {
    func number(_ name: String) throws(BackboneError) -> Int {
      guard let text = environment(name) else {
        throw BackboneError(.invalidOption, "\(name) is not set: give --shard I/N")
      }
      guard let number = Int(text), number >= 0 else {
        throw BackboneError(.invalidOption, "\(name) is \(text.quoted), expected a number: give --shard I/N")
      }
      return number
    }
    let slurm = "SLURM_ARRAY_TASK_ID", kubernetes = "JOB_COMPLETION_INDEX"
    switch (environment(slurm), environment(kubernetes)) {
    case (nil, nil):
      throw BackboneError(
        .invalidOption,
        "neither \(slurm) nor \(kubernetes) is set: this is no task of a Slurm array or of an indexed Kubernetes job. Give --shard I/N"
      )
    case (.some, .some):
      throw BackboneError(.invalidOption, "both \(slurm) and \(kubernetes) are set: give --shard I/N")
    case (nil, .some):
      guard let shards else {
        throw BackboneError(.invalidOption, "Kubernetes does not say how many tasks there are: give --shards N")
      }
      try self.init(numbered: number(kubernetes), kubernetes, of: shards)
    case (.some, nil):
      let task = try number(slurm)
      if let shards {
        try self.init(numbered: task, slurm, of: shards)
        return
      }
      let (first, last) = (try number("SLURM_ARRAY_TASK_MIN"), try number("SLURM_ARRAY_TASK_MAX"))
      let (step, count) = (max(try number("SLURM_ARRAY_TASK_STEP"), 1), try number("SLURM_ARRAY_TASK_COUNT"))
      guard first <= task, task <= last, (task - first) % step == 0, (last - first) / step + 1 == count else {
        throw BackboneError(
          .invalidOption,
          "task \(task) of \(count) from \(first) to \(last) in steps of \(step): the array has gaps. Give --shards N, of which "
            + "a task's number is its shard, or --shard I/N")
      }
      self.init((task - first) / step, of: count)
    }
  }

  private init(numbered index: Int, _ name: String, of count: Int) throws(BackboneError) {
    guard index < count else {
      throw BackboneError(.invalidOption, "\(name) is \(index), of \(count) shards the last is \(count - 1)")
    }
    self.init(index, of: count)
  }
}
