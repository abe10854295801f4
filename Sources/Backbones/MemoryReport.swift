internal import BackbonesEngine
internal import BackbonesGraphs
internal import BackbonesTensors

/// What a model keeps in memory, in bytes.
public struct MemoryReport: Sendable, Hashable, Encodable {
  /// The model's parameters, in single precision. Those of a file are mapped, and leave memory when they are packed.
  public let weights: Int
  /// Weights as kernels read them, folded and packed.
  public let packed: Int
  /// What of `packed` lies in a file of `EngineOptions.packedCache`, mapped: processes share these pages.
  public let mapped: Int
  /// Programs: how each combination of outputs and image size is computed, and what they have computed of parameters alone (tables
  /// of positions and the like). An estimate.
  public let programs: Int
  /// The memory of runs, in use or idle.
  public let workspaces: Int

  /// What stays in memory: all but `weights`.
  public var total: Int { packed + programs + workspaces }
}

extension Model {
  /// What this model keeps in memory now.
  public var memory: MemoryReport {
    MemoryReport(
      weights: parameters.reduce(0) { $0 + $1.shape.count } * MemoryLayout<Float>.stride, packed: weights.byteCount,
      mapped: weights.mappedByteCount,
      programs: programs.byteCount + weights.constantBytes, workspaces: workspaces.byteCount)
  }

  /// Frees what is idle: programs, which the next calls make again, and the memory of runs. Of each weight the first packed form stays;
  /// further forms go with their programs.
  public func trim() {
    programs.trim()
    workspaces.trim()
  }
}
