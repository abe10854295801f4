/// Floats that Winograd's method may still take beyond the weights as the state dict has them. First come, first served: a model's
/// lower layers are computed the same way whatever outputs are asked for.
struct ExtraWeights {
  /// Floats that are left.
  private(set) var room: Int

  /// The room of a model of so many parameters.
  init(parameters: Int, options: EngineOptions) {
    room = options.compact ? 0 : options.extraWeights ?? .max
    if parameters >= Tuning.largeModel { room = min(room, Int(Double(parameters) * Tuning.extraShareOfLargeModels)) }
  }

  /// Takes some.
  mutating func take(_ floats: Int) { room -= floats }
}
