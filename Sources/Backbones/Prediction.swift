public import BackbonesTensors
internal import BackbonesCLibrary

/// A class and its probability.
public struct Prediction: Sendable, Hashable {
  /// The class's index.
  public let index: Int
  /// Its probability, from 0 to 1.
  public let probability: Double

  /// The most probable classes of each image, most probable first.
  ///
  /// - Parameters:
  ///   - count: how many, at most.
  ///   - logits: `[N, classes]`.
  /// - Throws: `BackboneError.Code.shape` for scores of another form.
  public static func top(_ count: Int, of logits: Tensor) throws(BackboneError) -> [[Prediction]] {
    guard logits.shape.rank == 2 else {
      throw BackboneError(.shape, "class scores of shape \(logits.shape); expected [N, classes]")
    }
    let classes = logits.shape[1]
    return logits.withElements { elements in
      (0..<logits.shape[0]).map { image in
        let scores = elements[image * classes..<(image + 1) * classes].map(Double.init)
        // Subtract the largest score, so that no exponential overflows.
        let largest = scores.max() ?? 0
        let weights = scores.map { exp($0 - largest) }
        let sum = weights.reduce(0, +)
        let order = weights.indices.sorted { (weights[$1], $0) < (weights[$0], $1) }
        return order.prefix(count).map { Prediction(index: $0, probability: weights[$0] / sum) }
      }
    }
  }
}
