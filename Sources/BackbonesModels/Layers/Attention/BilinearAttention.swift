internal import BackbonesGraphs
internal import BackbonesTensors

extension Scope {
  /// Bilinear attention (Chi et al. 2020, arXiv:2004.13621): lines are mixed by one matrix and columns by another, both made
  /// of the map. They mix the lines, and the columns, that have the same place in each of `blocks` blocks; this scope is the
  /// module.
  ///
  /// - Parameter groups: of channels, each with matrices of its own.
  func bilinearAttention(_ x: Value, blocks: Int, groups: Int) -> Value {
    let (n, size, width) = (x.shape[0], x.shape.extent, x.channels / groups)
    guard size.height % blocks == 0, size.width % blocks == 0 else {
      fail(.shape, "bilinear attention takes maps of \(blocks)x\(blocks) blocks, not of \(size) pixels")
      return x
    }
    let (lines, columns) = (size.height / blocks, size.width / blocks)
    let scores = (self / "conv1").convNormAct(x, groups)
    // Maxima of each block of lines, and of each of columns.
    let ofLines = pool(
      scores, .max, kernel: ImageSize(lines, size.width), stride: lines, dilates: false, alwaysSteps: true)
    let ofColumns = pool(
      scores, .max, kernel: ImageSize(size.height, columns), stride: columns, dilates: false, alwaysSteps: true)
    let entries = blocks * blocks * groups
    func matrices(_ convolved: Value) -> Value {
      activate(reshape(convolved, [n * groups, blocks, blocks]), .sigmoid)
    }
    let p = matrices(
      (self / "conv_p").convolution(
        ofLines, entries, kernel: ImageSize(blocks, 1), bias: true, padding: .none, dilates: false))
    let q = matrices(
      (self / "conv_q").convolution(
        ofColumns, entries, kernel: ImageSize(1, blocks), bias: true, padding: .none, dilates: false))
    var y = permute(reshape(x, [n, size.height, size.width, groups, width]), [0, 3, 1, 2, 4])
    y = weightedMeans(of: reshape(y, [n * groups, blocks, lines * size.width * width]), weights: p)
    y = permute(reshape(y, [n * groups, size.height, blocks, columns, width]), [0, 2, 1, 3, 4])
    y = reshape(y, [n * groups, blocks, size.height * columns * width])
    y = weightedMeans(of: y, weights: permute(q, [0, 2, 1]))
    y = permute(reshape(y, [n, groups, blocks, size.height, columns, width]), [0, 3, 2, 4, 1, 5])
    return output((self / "conv2").convNormAct(reshape(y, x.shape), x.channels))
  }
}
