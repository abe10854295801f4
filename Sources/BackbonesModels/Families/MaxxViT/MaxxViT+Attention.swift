internal import BackbonesGraphs
internal import BackbonesTensors

extension MaxxViT {
  /// Transformer blocks over a map's pixels.
  struct Attention: Sendable, Hashable {
    var positions = Positions.table
    var norm = Normalization.layer()
    var activation = Activation.gelu
    /// Whether branches are scaled by a learned factor per channel.
    var layerScale = false
    /// Whether a block that widens has the wider heads, instead of a wider last product.
    var expandsFirst = true
    /// What halves the map, and whether the shortcut's product has a bias.
    var pool = Shrinking.mean
    var shortcutBias = true
    /// Whether all queries come first in the product of windows and grids, then all keys; a head's lie side by side otherwise.
    var hasHeadsLast = false
    /// Whether blocks have a grid alone.
    var skipsWindows = false

    static let headWidth = 32

    enum Positions: Sendable, Hashable {
      case table
      /// A table as TensorFlow keeps it.
      case keyTable
      /// A network of the offsets' logarithms.
      case network(hidden: Int)
    }

    /// A block whose pixels all meet; it may halve the map.
    func buildTransformer(_ x: Value, _ channels: Int, stride: Int, in g: Scope) -> Value {
      var (shortcut, y) = (x, x)
      if stride > 1 {
        shortcut = (g / "shortcut").shrink(x, channels, pool, bias: shortcutBias)
        y = (g / "norm1" / "down").shrink((g / "norm1" / "norm").normalize(x, norm), x.channels, pool)
        y = (g / "norm1").output(y)
      } else {
        shortcut = (g / "shortcut").output(x)
        y = (g / "norm1").normalize(x, norm)
      }
      let width = expandsFirst ? channels : x.channels
      y = attend(y, channels, width: width, .whole, convolves: true, in: g / "attn")
      return process(g.add(shortcut, scale(y, "ls1", in: g)), convolves: true, in: g)
    }

    /// A block whose pixels meet within the parts of a map.
    func build(_ x: Value, _ partition: AttentionPartition, in g: Scope) -> Value {
      let y = attend((g / "norm1").normalize(x, norm), x.channels, partition, in: g / "attn")
      return process(g.add(x, scale(y, "ls1", in: g)), in: g)
    }

    /// A block of windows and grids side by side.
    func buildParallel(_ x: Value, _ window: ImageSize, in g: Scope) -> Value {
      let y = (g / "norm1").normalize(x, norm)
      let halves = [
        attend(y, x.channels / 2, .windows(window), in: g / "attn_block"),
        attend(y, x.channels / 2, .grid(window), in: g / "attn_grid"),
      ]
      return process(g.add(x, scale(g.concatenate(halves), "ls1", in: g)), in: g)
    }

    /// The MLP of a block, with its residual.
    private func process(_ x: Value, convolves: Bool = false, in g: Scope) -> Value {
      let mlp = FeedForward(activation: activation, convolves: convolves)
      return g.output(g.add(x, scale(mlp((g / "norm2").normalize(x, norm), in: g / "mlp"), "ls2", in: g)))
    }

    private func scale(_ x: Value, _ name: String, in g: Scope) -> Value {
      layerScale ? (g / name).channelScale(x) : (g / name).output(x)
    }

    /// Attention as a module `g`, whose heads have `width` channels together, those of the input where not said otherwise.
    private func attend(
      _ x: Value, _ channels: Int, width: Int? = nil, _ partition: AttentionPartition, convolves: Bool = false,
      in g: Scope
    ) -> Value {
      let width = width ?? x.channels, heads = width / Self.headWidth
      func project(_ x: Value, _ channels: Int, _ name: String) -> Value {
        convolves ? (g / name).convolution(x, channels, bias: true) : (g / name).linear(x, channels)
      }
      let (part, isWhole) = extent(of: partition, in: x.shape.extent)
      let qkv = project(x, 3 * width, "qkv")
      // A head's queries, keys and values side by side; or those of all heads.
      let isPacked = convolves || !hasHeadsLast
      let all =
        isPacked ? g.reshape(qkv, TensorShape(x.shape.dimensions.dropLast() + [heads, 3 * width / heads])) : qkv
      let size = all.channels / 3
      let parts = (0..<3).map { g.slice(all, $0 * size..<($0 + 1) * size) }
      let attended = g.attention(
        parts[0], parts[1], parts[2], heads: heads, scale: Float(1 / Double(Self.headWidth).squareRoot()),
        hasHeadAxis: isPacked, partition: isWhole ? .whole : partition,
        positions: buildPositions(part, heads, in: g / "rel_pos"))
      return g.output(project(attended, channels, "proj"))
    }

    /// Lines and columns of a part, and whether it is the whole map.
    private func extent(of partition: AttentionPartition, in map: ImageSize) -> (ImageSize, isWhole: Bool) {
      switch partition {
      case .whole: (map, true)
      case .windows(let size, _, _), .grid(let size): (size, size == map)
      }
    }

    private func buildPositions(_ window: ImageSize, _ heads: Int, in g: Scope) -> Value {
      switch positions {
      case .table: g.relativePositionTable(window: window, heads: heads)
      case .keyTable: g.keyPositionTable(window: window, heads: heads)
      case .network(let hidden):
        (g / "mlp").networkOfOffsets(window: window, heads: heads, hidden: hidden)
      }
    }
  }
}
