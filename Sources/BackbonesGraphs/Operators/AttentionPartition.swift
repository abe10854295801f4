public import BackbonesTensors

/// Which queries of an attention meet which keys. The parts of a map are cut, and put together again, by the attention
/// itself: nothing is moved for it.
public enum AttentionPartition: Sendable, Hashable {
  /// All queries meet all keys.
  case whole
  /// Windows of neighbouring pixels (Liu et al. 2021, arXiv:2103.14030).
  ///
  /// With a `shift`, windows are those of the map rolled by so many lines and columns to the top and left; pixels that
  /// only the roll made neighbours do not attend to each other. `isRolled` says that the map was rolled before.
  case windows(ImageSize, shift: ImageSize, isRolled: Bool)
  /// Pixels at equal distances, as many as `size` has lines and columns (Tu et al. 2022, arXiv:2204.01697).
  case grid(ImageSize)

  /// Windows that are not shifted.
  public static func windows(_ size: ImageSize) -> AttentionPartition { .windows(size, shift: 0, isRolled: false) }

  /// Windows of a map, shifted.
  public static func windows(_ size: ImageSize, shift: ImageSize) -> AttentionPartition {
    .windows(size, shift: shift, isRolled: false)
  }

  /// The score of a pixel that only the roll made a neighbour is lowered by this.
  package static let penalty = 100

  /// How tokens are shared out.
  package struct Parts: Sendable {
    /// Parts along the height and width of a map.
    package var grid: ImageSize
    /// The queries, and the lines and columns of keys, of each part.
    package var queries: Int, keys: ImageSize
    /// Whether all parts have the same queries. The result is then a map as the keys are.
    package var sharesQueries = false
    /// The number of parts.
    package var count: Int { grid.area }
  }

  /// How many parts there are, and of what size.
  ///
  /// Queries that are a map of one part's size are those of every part.
  package func parts(queries q: TensorShape, keys k: TensorShape) throws(BackboneError) -> Parts {
    let size: ImageSize
    switch self {
    case .whole:
      let keys = k.rank == 4 ? k.extent : ImageSize(1, k[1])
      return Parts(grid: 1, queries: q.rows / q[0], keys: keys)
    case .windows(let window, let shift, _):
      size = window
      guard (0...max(window.height - 1, 0)).contains(shift.height), (0...max(window.width - 1, 0)).contains(shift.width)
      else { throw BackboneError(.shape, "windows of \(window) shifted by \(shift); a shift is shorter than a window") }
    case .grid(let grid): size = grid
    }
    guard k.rank == 4, size.height > 0, size.width > 0, k[1] % size.height == 0, k[2] % size.width == 0 else {
      throw BackboneError(.shape, "keys \(k) are not made of parts of \(size)")
    }
    let grid = ImageSize(k[1] / size.height, k[2] / size.width)
    if q.rank == 4, grid.area > 1, q.extent == size {
      return Parts(grid: grid, queries: size.area, keys: size, sharesQueries: true)
    }
    guard q.rank == 4, q[1] % grid.height == 0, q[2] % grid.width == 0 else {
      throw BackboneError(.shape, "queries \(q) are not made of \(grid) parts")
    }
    return Parts(grid: grid, queries: q[1] / grid.height * (q[2] / grid.width), keys: size)
  }

  /// The pixels of each part of a map, part by part: the numbers of their rows.
  package func rows(of map: ImageSize, grid: ImageSize) -> [Int32] {
    let part = ImageSize(map.height / grid.height, map.width / grid.width)
    var rows: [Int32] = []
    rows.reserveCapacity(map.area)
    for index in 0..<map.area {
      let (number, token) = (index / part.area, index % part.area)
      let (a, b) = (number / grid.width, number % grid.width)
      let (i, j) = (token / part.width, token % part.width)
      let (y, x): (Int, Int)
      switch self {
      case .whole: (y, x) = (i, j)
      case .windows(_, let shift, let isRolled):
        y = (a * part.height + i + (isRolled ? 0 : shift.height)) % map.height
        x = (b * part.width + j + (isRolled ? 0 : shift.width)) % map.width
      case .grid: (y, x) = (i * grid.height + a, j * grid.width + b)
      }
      rows.append(Int32(y * map.width + x))
    }
    return rows
  }

  /// The region of each pixel of the rolled map, in the order of `rows`; nil where all pixels may meet.
  package func regions(of map: ImageSize, grid: ImageSize) -> [UInt8]? {
    guard case .windows(let window, let shift, _) = self, shift.height > 0 || shift.width > 0 else { return nil }
    return AttentionPartition.windows(window).rows(of: map, grid: grid).map { row in
      let (y, x) = (Int(row) / map.width, Int(row) % map.width)
      return UInt8(
        3 * Self.region(y, map.height, window.height, shift.height)
          + Self.region(x, map.width, window.width, shift.width))
    }
  }

  /// As listings show it; empty where there is nothing to show.
  package var description: String {
    switch self {
    case .whole: ""
    case .windows(let size, let shift, _): "windows of \(size)" + (shift == 0 ? "" : " shifted by \(shift)")
    case .grid(let size): "grids of \(size)"
    }
  }
}
