internal import BackbonesCLibrary

// The functions of the standard C library that definitions need, by the names that these have in texts.
func exponential(_ x: Double) -> Double { exp(x) }
func logarithm(_ x: Double) -> Double { log(x) }
func hyperbolicTangent(_ x: Double) -> Double { tanh(x) }
func errorFunction(_ x: Double) -> Double { erf(x) }
func logistic(_ x: Double) -> Double { 1 / (1 + exp(-x)) }

/// `exp(x) / Σ exp(x)`.
func softmax(_ scores: [Double]) -> [Double] {
  let greatest = scores.max() ?? 0
  let powers = scores.map { exp($0 - greatest) }
  let sum = powers.reduce(0, +)
  return powers.map { $0 / sum }
}
