import CBackbonesKernels
import Foundation
import Testing

let activations = [
  BB_IDENTITY, BB_RELU, BB_RELU6, BB_LEAKY_RELU, BB_SIGMOID, BB_HARD_SIGMOID, BB_SILU, BB_HARD_SWISH, BB_GELU,
  BB_GELU_TANH, BB_QUICK_GELU, BB_TANH,
]

/// Activations by definition, in double precision.
func reference(_ activation: bb_activation, _ x: Double) -> Double {
  let sigmoid = { (x: Double) in 1 / (1 + exp(-x)) }
  let hardSigmoid = min(max(x + 3, 0), 6) / 6
  switch activation {
  case BB_RELU: return max(x, 0)
  case BB_RELU6: return min(max(x, 0), 6)
  case BB_LEAKY_RELU: return x < 0 ? 0.01 * x : x
  case BB_SIGMOID: return sigmoid(x)
  case BB_HARD_SIGMOID: return hardSigmoid
  case BB_SILU: return x * sigmoid(x)
  case BB_HARD_SWISH: return x * hardSigmoid
  case BB_GELU: return x / 2 * (1 + erf(x / 2.squareRoot()))
  case BB_GELU_TANH: return x / 2 * (1 + tanh((2 / Double.pi).squareRoot() * (x + 0.044715 * x * x * x)))
  case BB_QUICK_GELU: return x * sigmoid(1.702 * x)
  case BB_TANH: return tanh(x)
  default: return x
  }
}

extension OnEveryCPU {
  @Suite struct Activations {
    @Test(arguments: KernelSet.all) func agreeWithTheirDefinitions(_ set: KernelSet) throws {
      let x = (-40_000...40_001).map { Float($0) * 5e-4 }
      var y = x
      for activation in activations {
        set.kernels.activate(x, &y, x.count, activation)
        let expected = x.map { reference(activation, Double($0)) }
        expectClose(y, expected, tolerance: Tolerance.activation, "activation \(activation.rawValue)")
      }
    }

    @Test(arguments: KernelSet.all) func keepTheirLimits(_ set: KernelSet) throws {
      let far: [Float] = [-.infinity, -1e30, -200, -89, 88.5, 200, 1e30, .infinity]
      var y = far
      for (activation, low, high) in [(BB_SIGMOID, Float(0), Float(1)), (BB_TANH, -1, 1), (BB_HARD_SIGMOID, 0, 1)] {
        set.kernels.activate(far, &y, far.count, activation)
        for (i, value) in y.enumerated() { #expect(abs(value - (i < 4 ? low : high)) < 1e-30) }
      }
      for activation in activations {
        let x = [Float.nan]
        var y: [Float] = [0]
        set.kernels.activate(x, &y, 1, activation)
        #expect(y[0].isNaN, "activation \(activation.rawValue)")
      }
    }

    @Test(arguments: KernelSet.all) func doNotDependOnTheSplit(_ set: KernelSet) throws {
      var numbers = Numbers(seed: 1)
      let x = Floats(1001, from: &numbers)
      let (whole, parts) = (Floats(1001), Floats(1001))
      for activation in activations {
        set.kernels.activate(x.pointer, whole.pointer, 1001, activation)
        for piece in pieces(1001, upTo: 40, from: &numbers) {
          set.kernels.activate(x.pointer + piece.lowerBound, parts.pointer + piece.lowerBound, piece.count, activation)
        }
        #expect(whole.values == parts.values)
      }
    }
  }
}
