internal import BackbonesGraphs
internal import BackbonesTensors

/// ConvMixer: Trockman & Kolter 2022 (arXiv:2201.09792), depthwise and pointwise convolutions over patches. timm 1.0.31,
/// `models/convmixer.py`.
struct ConvMixer: Architecture, Family, Hashable {
  static let module = "convmixer"

  var width: Int
  var depth: Int
  /// The side of the depthwise kernels.
  var kernel = 9
  /// Pixels of a patch's side.
  var patch: Int
  var activation = Activation.gelu

  static let variants = Variants<ConvMixer> { table in
    table["convmixer_1536_20"] = ConvMixer(width: 1536, depth: 20, patch: 7)
    table["convmixer_768_32"] = ConvMixer(width: 768, depth: 32, kernel: 7, patch: 7, activation: .relu)
    table["convmixer_1024_20_ks9_p14"] = ConvMixer(width: 1024, depth: 20, patch: 14)
  }

  var takesOutputStride: Bool { false }

  func build(_ image: Value, head: Head, in g: Scope) {
    let stem = g / "stem"
    var x = (stem / 0).convolution(
      image, width, kernel: ImageSize(patch), stride: patch, bias: true, padding: .none)
    x = stem.output(actNorm(x, in: stem, from: 1))
    for index in 0..<depth {
      let block = g / "blocks" / index
      let spatial = block / 0 / "fn"
      let y = (spatial / 0).convolution(x, width, kernel: ImageSize(kernel), groups: width, bias: true)
      x = (block / 0).output(g.add(spatial.output(actNorm(y, in: spatial, from: 1)), x))
      x = block.output(actNorm((block / 1).convolution(x, width, bias: true), in: block, from: 2))
      block.feature(x, taps: .init(normalized: x, tokens: x, normalizedTokens: x))
    }
    g.defaultFeatures(Array(depth - 3..<depth))
    g.hidden((g / "blocks").output(x))
    g.classifierHead(x, head, classifier: g / "head", pooling: "pooling")
  }

  /// An activation, then a norm: modules `index` and the next.
  private func actNorm(_ x: Value, in g: Scope, from index: Int) -> Value {
    (g / (index + 1)).normalize((g / index).act(x, activation), .batch())
  }
}
