internal import BackbonesGraphs
internal import BackbonesTensors

extension Scope {
  /// Res2Net's hierarchy of scales (Gao et al. 2019, arXiv:1904.01169) in place of one 3x3 convolution: slices of equal
  /// width, each convolved with what the slice before it gave; the last goes on as it is.
  ///
  /// - Parameter isFirst: whether this block begins a stage: slices are then convolved apart, and the last is averaged.
  func scales(
    _ x: Value, count: Int, isFirst: Bool, stride: Int, groups: Int = 1, norm: Normalization = .batch()
  ) -> Value {
    let width = x.channels / count
    let slices = (0..<count).map { slice(x, $0 * width..<($0 + 1) * width) }
    var outputs: [Value] = []
    for index in 0..<count - 1 {
      let input = isFirst || index == 0 ? slices[index] : add(outputs[index - 1], slices[index])
      let y = (self / "convs" / index).convolution(input, width, kernel: 3, stride: stride, groups: groups)
      outputs.append(activate((self / "bns" / index).normalize(y, norm), .relu))
    }
    let (last, mean) = (slices[count - 1], self / "pool")
    outputs.append(
      isFirst
        ? mean.output(
          mean.pool(last, .averageCountingPadding, kernel: 3, stride: stride, padding: .symmetric, dilates: false))
        : last)
    return concatenate(outputs)
  }
}
