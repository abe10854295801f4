/// Floats that Winograd's and Strassen's methods may still take beyond the weights as the state dict has them. First come, first
/// served: a model's lower layers are computed the same way whatever outputs are asked for.
struct ExtraWeights {
  /// What sums of weights may take.
  private var sums: Int
  /// What all methods may take.
  private var all: Int

  /// The room of a model of so many parameters.
  init(parameters: Int, options: EngineOptions) {
    sums = Int(Double(parameters) * options.limits.strassenShare)
    all = options.compact ? 0 : options.extraWeights ?? .max
    if parameters >= Tuning.largeModel { all = min(all, Int(Double(parameters) * Tuning.extraShareOfLargeModels)) }
  }

  /// Floats that are left for sums of weights.
  var roomForSums: Int { min(sums, all) }
  /// Floats that are left for transformed weights.
  var room: Int { all }

  /// Takes some for sums of weights.
  mutating func takeSums(_ floats: Int) {
    sums -= floats
    take(floats)
  }

  /// Takes some for transformed weights.
  mutating func take(_ floats: Int) { all -= floats }
}
