internal import BackbonesCLibrary
internal import BackbonesGraphs
internal import BackbonesTensors

/// How the patches of a grid turn queries and keys (rotary position embedding; Su et al. 2021, arXiv:2104.09864).
struct RotaryPositions: Sendable, Hashable {
  var coordinates = Coordinates.indices()
  var frequencies = Frequencies.series(temperature: 10_000)
  /// Whether a head's first pairs turn by columns, and not by lines.
  var columnsFirst = false
  var pairs = Pairs.neighbours

  enum Coordinates: Sendable, Hashable {
    /// Numbers of lines and columns from `offset` on; as those of a square grid of `reference` patches a side, where there is
    /// one (EVA-02, arXiv:2303.11331).
    case indices(offset: Float = 0, reference: Int? = nil)
    /// Centres of patches between -1 and 1, as parts of a full turn (DINOv3, arXiv:2508.10104).
    case centres
  }

  enum Frequencies: Sendable, Hashable {
    /// Powers of a temperature from 1 to near its inverse, of each axis for half of the pairs.
    case series(temperature: Float)
    /// Learned for each block, head and pair, of both axes together (Heo et al. 2024, arXiv:2403.13298).
    case learned
  }

  /// Which channels of a head are a pair.
  enum Pairs: Sendable, Hashable {
    case neighbours
    /// Those as far into the head's first half as into its second; or so within the channels of each axis.
    case halves, halvesOfAxes
  }

  /// The rotation in each block of a transformer, made in the module `g`.
  func rotations(grid: ImageSize, heads: Int, headWidth: Int, blocks: Int, in g: Scope) -> [Rotation] {
    let span =
      switch pairs {
      case .neighbours: 2
      case .halves: headWidth
      case .halvesOfAxes: headWidth / 2
      }
    func rotation(_ frequencies: Value) -> Rotation {
      let table = g.rotaryTable(
        frequencies: frequencies, lines: coordinates(count: grid.height), columns: coordinates(count: grid.width),
        columnsFirst: columnsFirst)
      return Rotation(table: table, span: span)
    }
    switch frequencies {
    case .series(let temperature):
      let count = headWidth / 4
      let series = (0..<count).map { Float(pow(Double(temperature), -Double($0) / Double(count))) }
      let zeros = Array(repeating: Float(0), count: count)
      let known = g.fixed("frequencies", [1, 2, 2 * count], series + zeros + zeros + series)
      return Array(repeating: rotation(known), count: blocks)
    case .learned:
      let learned = g.learned("freqs", [1, 2, blocks, heads, headWidth / 2], batched: false)
      return (0..<blocks).map { block in
        rotation(g.reshape(g.slice(learned, block..<block + 1, axis: 2), [1, 2, heads * headWidth / 2]))
      }
    }
  }

  private func coordinates(count: Int) -> [Float] {
    (0..<count).map { index in
      switch coordinates {
      case .indices(let offset, let reference):
        reference.map { (Float(index) + offset) / Float(count) * Float($0) } ?? Float(index) + offset
      case .centres: 2 * .pi * (2 * ((Float(index) + 0.5) / Float(count)) - 1)
      }
    }
  }
}

/// Angles of a transformer's patches, and how they turn a head's channels; see `Scope.rotate`.
struct Rotation {
  var table: Value
  var span: Int
}
