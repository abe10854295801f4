internal import BackbonesGraphs
internal import BackbonesTensors

/// LeViT: attention on small maps behind a stem of convolutions, with a norm after every product and biases by how far apart
/// tokens lie; the map shrinks where fewer queries ask (Graham et al. 2021, arXiv:2104.01136). timm 1.0.31, `models/levit.py`.
struct LeViT: Architecture, Family, Hashable {
  static let module = "levit"

  /// Channels of the stages.
  var widths: [Int]
  var depths = [4, 4, 4]
  var heads: [Int]
  /// Channels of a head's queries and keys.
  var keyWidth = 32
  var activation = Activation.hardSwish
  /// Convolutions of the stem, each of which halves the map.
  var stemConvolutions = 4
  /// Whether there is a second classifier, which learned from a teacher.
  var isDistilled = true
  /// Whether products are 1x1 convolutions of maps in the state dict, instead of linear layers of tokens.
  var convolves = false

  static let variants = Variants<LeViT> { table in
    for (prefix, convolves) in [("levit_", false), ("levit_conv_", true)] {
      func add(_ name: String, _ model: LeViT) {
        var model = model
        model.convolves = convolves
        table[prefix + name] = model
      }
      add("128s", LeViT(widths: [128, 256, 384], depths: [2, 3, 4], heads: [4, 6, 8], keyWidth: 16))
      add("128", LeViT(widths: [128, 256, 384], heads: [4, 8, 12], keyWidth: 16))
      add("192", LeViT(widths: [192, 288, 384], heads: [3, 5, 6]))
      add("256", LeViT(widths: [256, 384, 512], heads: [4, 6, 8]))
      add("384", LeViT(widths: [384, 512, 768], heads: [6, 9, 12]))
      add("384_s8", LeViT(widths: [384, 512, 768], heads: [6, 9, 12], activation: .silu, stemConvolutions: 3))
      func untrained(
        _ widths: [Int], _ heads: [Int], depths: [Int] = [4, 4, 4], keyWidth: Int = 64, stemConvolutions: Int = 4
      ) -> LeViT {
        LeViT(
          widths: widths, depths: depths, heads: heads, keyWidth: keyWidth, activation: .silu,
          stemConvolutions: stemConvolutions, isDistilled: false)
      }
      add("512_s8", untrained([512, 640, 896], [8, 10, 14], stemConvolutions: 3))
      add("512", untrained([512, 768, 1024], [8, 12, 16]))
      add("256d", untrained([256, 384, 512], [4, 6, 8], depths: [4, 8, 6], keyWidth: 32))
      add("512d", untrained([512, 640, 768], [8, 10, 12], depths: [4, 8, 6]))
    }
  }

  /// Tables of biases are as large as the maps.
  var takesOutputStride: Bool { false }

  func build(_ image: Value, head: Head, in g: Scope) {
    let patch = 1 << stemConvolutions
    guard image.shape[1] % patch == 0, image.shape[2] % patch == 0 else {
      return g.fail(.shape, "LeViT takes images of whole \(patch)x\(patch) patches, not of \(image.shape.extent)")
    }
    let map = buildStem(image, in: g / "stem")
    var (x, grid) = (convolves ? map : g.tokens(of: map), map.shape.extent)
    for (index, depth) in depths.enumerated() {
      let stage = g / "stages" / index
      if index > 0 {
        x = buildDownsample(x, widths[index], grid, in: stage / "downsample")
        grid = ImageSize((grid.height + 1) / 2, (grid.width + 1) / 2)
      } else {
        (stage / "downsample").output(x)
      }
      for number in 0..<depth { x = buildBlock(x, grid, heads: heads[index], in: stage / "blocks" / number) }
      x = stage.output((stage / "blocks").output(x))
      stage.feature(stage.map(of: x, grid), taps: .init(tokens: x))
    }
    g.distilledHead((g / "stages").output(x), head, linear: "linear", isDistilled: isDistilled, keepsTeacher: true)
  }

  private func buildStem(_ image: Value, in g: Scope) -> Value {
    var x = image
    for number in 1...stemConvolutions {
      x = (g / "conv\(number)").convNormAct(
        x, widths[0] >> (stemConvolutions - number), kernel: 3, stride: 2, activation: .identity, named: "linear")
      if number < stemConvolutions { x = (g / "act\(number)").act(x, activation) }
    }
    return g.output(x)
  }

  private func buildBlock(_ x: Value, _ grid: ImageSize, heads: Int, in g: Scope) -> Value {
    let attention = g / "attn"
    let qkv = layer(x, heads * 4 * keyWidth, in: attention / "qkv")
    let parts = attention.splitHeads(qkv, heads: heads, [keyWidth, keyWidth, 2 * keyWidth])
    let mixed = attention.attention(
      parts[0], parts[1], parts[2], heads: heads, scale: scale, hasHeadAxis: true,
      offsets: attention.offsetTable(heads: heads, grid), grid: grid)
    let y = g.add(x, attention.output(project(mixed, x.channels, in: attention / "proj")))
    return g.output(g.add(y, mixChannels(y, in: g / "mlp")))
  }

  /// Every other pixel of every other line asks all pixels; values are twice as wide as in a block.
  private func buildDownsample(_ x: Value, _ width: Int, _ grid: ImageSize, in g: Scope) -> Value {
    let (attention, heads) = (g / "attn_downsample", x.channels / keyWidth)
    let kv = layer(x, heads * 5 * keyWidth, in: attention / "kv")
    let (queries, subsample) = (attention / "q", attention / "q" / "down")
    let fewer = subsample.pool(subsample.map(of: x, grid), .average, kernel: 1, stride: 2)
    let asking = subsample.output(convolves ? fewer : subsample.tokens(of: fewer))
    let q = queries.output(layer(asking, heads * keyWidth, in: queries / "ln"))
    let parts = attention.splitHeads(kv, heads: heads, [keyWidth, 4 * keyWidth])
    let mixed = attention.attention(
      attention.splitHeads(q, heads: heads, [keyWidth])[0], parts[0], parts[1], heads: heads, scale: scale,
      hasHeadAxis: true, offsets: attention.offsetTable(heads: heads, grid), grid: grid, queryStride: 2)
    let y = attention.output(project(mixed, width, in: attention / "proj"))
    return g.output(g.add(y, mixChannels(y, in: g / "mlp")))
  }

  private var scale: Float { Float(1 / Double(keyWidth).squareRoot()) }

  private func project(_ x: Value, _ width: Int, in g: Scope) -> Value {
    g.output(layer((g / "act").act(x, activation), width, in: g / "ln"))
  }

  private func mixChannels(_ x: Value, in g: Scope) -> Value {
    let y = (g / "act").act(layer(x, 2 * x.channels, in: g / "ln1"), activation)
    return g.output(layer(y, x.channels, in: g / "ln2"))
  }

  /// A product and its norm.
  private func layer(_ x: Value, _ channels: Int, in g: Scope) -> Value {
    if convolves { return g.convNormAct(x, channels, activation: .identity, named: "linear") }
    return g.output((g / "bn").normalize((g / "linear").linear(x, channels, bias: false), .batch()))
  }
}
