internal import BackbonesGraphs
internal import BackbonesTensors

/// VGG: Simonyan & Zisserman 2014 (arXiv:1409.1556), 3x3 convolutions and 2x2 maxima; the paper's fully connected layers
/// are convolutions over the last map. timm 1.0.31, `models/vgg.py`.
struct VGG: Architecture, Family, Hashable {
  static let module = "vgg"

  /// The convolutions before each maximum.
  var depths: [Int]
  /// Their channels.
  var widths = [64, 128, 256, 512, 512]
  /// Whether a batch norm follows each convolution.
  var norm: Normalization?

  static let variants = Variants<VGG> { table in
    // The paper's columns A, B, D and E.
    let columns = [11: [1, 1, 2, 2, 2], 13: [2, 2, 2, 2, 2], 16: [2, 2, 3, 3, 3], 19: [2, 2, 4, 4, 4]]
    for (layers, depths) in columns.sorted(by: { $0.key < $1.key }) {
      table["vgg\(layers)"] = VGG(depths: depths)
      table["vgg\(layers)_bn"] = VGG(depths: depths, norm: .batch())
    }
  }

  func build(_ image: Value, head: Head, in g: Scope) {
    let features = g / "features"
    var (x, module) = (image, 0)
    /// The next module of `features`.
    func next() -> Scope {
      defer { module += 1 }
      return features / module
    }
    for (depth, width) in zip(depths, widths) {
      var last = features
      for _ in 0..<depth {
        x = next().convolution(x, width, kernel: 3, bias: true)
        if let norm { x = next().normalize(x, norm) }
        last = next()
        x = last.act(x, .relu)
      }
      last.feature(x)
      let pool = next()
      x = pool.output(pool.pool(x, .max, kernel: 2, stride: 2))
    }
    (features / (module - 1)).feature(x)
    g.hidden(features.output(x))
    x = buildPreLogits(x, in: g / "pre_logits")
    (g / "head").classifierHead(x, head, classifier: g / "head" / "fc")
  }

  /// The paper's first two fully connected layers, at each place where 7x7 pixels fit. Smaller maps are stretched.
  private func buildPreLogits(_ x: Value, in g: Scope) -> Value {
    var y = g.adaptiveAveragePool(x, 7, onlyGrows: true)
    y = (g / "fc1").convolution(y, 4096, kernel: 7, bias: true, padding: .none)
    y = (g / "act1").act(y, .relu)
    y = (g / "fc2").convolution(y, 4096, bias: true)
    return g.output((g / "act2").act(y, .relu))
  }
}
