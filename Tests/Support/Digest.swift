package import BackbonesTensors

/// What a fixture keeps of a tensor: its shape, moments, and values at fixed pseudo-random positions.
package struct Digest: Decodable, Sendable {
  package let shape: [Int]
  package let mean: Double
  package let std: Double
  package let absmax: Double
  package let samples: [Double]

  /// The flat positions of the samples of a tensor of `count` elements.
  package static func positions(of samples: Int, in count: Int) -> [Int] {
    var random = SplitMix64(state: 0)
    return (1...samples).map { _ in Int(random.next() % UInt64(count)) }
  }

  /// The digest's part of rows in which tensors lie one after the other, as they do where timm has a list of them, and where
  /// the next part begins; the tensor itself where it is none of those.
  package func part(of rows: Tensor, from first: Int = 0) -> (tensor: Tensor, end: Int) {
    guard rows.shape.rank == 2, shape.count == 3 else { return (rows, first) }
    let end = first + shape[1] * shape[2], elements = rows.elements
    let part = (0..<rows.shape[0]).flatMap { elements[$0 * rows.shape[1] + first..<$0 * rows.shape[1] + end] }
    return (Tensor(TensorShape(shape), part), end)
  }

  /// How far a tensor is from the digest, as text, in units of the digest's standard deviation, or of its largest element
  /// where they are all but equal; nil where it is within `tolerance` of it: every sample, the mean, the standard deviation and the largest magnitude. A digest of one of
  /// timm's channels-last maps has its samples in that order; the package's maps are channels-first.
  package func mismatch(_ tensor: Tensor, tolerance: Double) -> String? {
    let isChannelsLast = tensor.shape.dimensions != shape && tensor.shape.rank == 4 && shape.count == 4
    let shapeHere = isChannelsLast ? tensor.shape.channelsLast : tensor.shape
    guard shapeHere.dimensions == shape else { return "shape \(tensor.shape), expected \(shape)" }
    /// Where an element of the digest's order lies in the tensor.
    func place(_ position: Int) -> Int {
      guard isChannelsLast else { return position }
      let (channels, pixels) = (shape[3], shape[1] * shape[2])
      let (pixel, channel) = (position / channels, position % channels)
      return (pixel / pixels * channels + channel) * pixels + pixel % pixels
    }
    return tensor.withElements { elements in
      var (sum, squares, peak) = (0.0, 0.0, 0.0)
      for element in elements {
        sum += Double(element)
        squares += Double(element) * Double(element)
        peak = max(peak, abs(Double(element)))
      }
      guard sum.isFinite, squares.isFinite else { return "not finite" }
      let count = Double(elements.count)
      let meanHere = sum / count
      let stdHere = max(squares / count - meanHere * meanHere, 0).squareRoot()
      // Elements that are all but equal differ from each other by rounding alone.
      let unit = max(std > 1e-6 * absmax ? std : absmax, 1e-12)
      var worst = (error: abs(meanHere - mean) / unit, what: "mean")
      func consider(_ error: Double, _ what: @autoclosure () -> String) {
        if !(error <= worst.error) { worst = (error, what()) }
      }
      consider(abs(stdHere - std) / unit, "std")
      consider(abs(peak - absmax) / unit, "largest magnitude")
      for (position, sample) in zip(Self.positions(of: samples.count, in: elements.count), samples) {
        // Samples are written with seven digits.
        let written = abs(sample) * 1e-7
        consider((abs(Double(elements[place(position)]) - sample) - written) / unit, "element \(position)")
      }
      return worst.error <= tolerance
        ? nil : "\(worst.what) off by \(worst.error) standard deviations (allowed \(tolerance))"
    }
  }
}

/// How near to timm, in units of a tensor's standard deviation.
package enum Tolerance {
  /// Agreement of a whole model in single precision.
  package static let parity = 1e-4
}
