internal import BackbonesGraphs
internal import BackbonesTensors

/// A convolution, norm and activation of an Inception network.
struct InceptionLayer: Sendable, Hashable {
  var channels: Int
  var kernel: ImageSize
  var stride = 1
  /// Whether borders keep the map's size; there are none otherwise.
  var keepsSize: Bool

  static func same(_ channels: Int, _ kernel: ImageSize = 1) -> InceptionLayer {
    InceptionLayer(channels: channels, kernel: kernel, keepsSize: true)
  }
  static func valid(_ channels: Int, stride: Int = 1) -> InceptionLayer {
    InceptionLayer(channels: channels, kernel: 3, stride: stride, keepsSize: false)
  }

  func callAsFunction(_ x: Value, in g: Scope) -> Value {
    g.convNormAct(
      x, channels, kernel: kernel, stride: stride, padding: keepsSize ? .symmetric : .none,
      norm: .batch(epsilon: 1e-3))
  }
}

/// What stands beside each other in a block of an Inception network (Szegedy et al. 2014, arXiv:1409.4842).
enum InceptionBranch: Sendable, Hashable {
  /// Layers, numbered from 0.
  case layers([InceptionLayer])
  /// One layer.
  case single(InceptionLayer)
  /// A mean of each pixel's neighbours, then a 1x1 convolution.
  case mean(Int)
  /// A maximum that shrinks the map.
  case maximum
  /// Layers, and two side by side behind them, each a module of the block.
  case fork([InceptionLayer], [InceptionLayer])
}

extension Scope {
  /// The branches of a block, joined; each is a module `branch0` and on, unless `names` has other names.
  func inception(_ x: Value, _ branches: [InceptionBranch], names: [String]? = nil) -> Value {
    concatenate(
      branches.enumerated().map { number, branch in
        let name = names?[number] ?? "branch\(number)"
        return buildBranch(branch, x, named: name)
      })
  }

  private func buildBranch(_ branch: InceptionBranch, _ x: Value, named name: String) -> Value {
    let b = self / name
    switch branch {
    case .single(let layer): return layer(x, in: b)
    case .layers(let layers):
      var y = x
      for (index, layer) in layers.enumerated() { y = layer(y, in: b / index) }
      return b.output(y)
    case .mean(let channels):
      let mean = (b / 0).output(
        (b / 0).pool(x, .average, kernel: 3, stride: 1, padding: .symmetric))
      return b.output(InceptionLayer.same(channels)(mean, in: b / 1))
    case .maximum:
      return b.output(b.pool(x, .max, kernel: 3, stride: 2))
    case .fork(let layers, let ends):
      var y = x
      for (index, layer) in layers.enumerated() { y = layer(y, in: self / "\(name)_\(index)") }
      return concatenate(
        zip(["a", "b"], ends).map { letter, layer in
          layer(y, in: self / "\(name)_\(layers.count)\(letter)")
        })
    }
  }
}
