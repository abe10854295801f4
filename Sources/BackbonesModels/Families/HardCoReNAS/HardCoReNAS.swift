internal import BackbonesGraphs
internal import BackbonesTensors

/// HardCoRe-NAS: MobileNetV3 with blocks found by search (Nayman et al. 2021, arXiv:2102.11646). timm 1.0.31,
/// `models/hardcorenas.py`.
enum HardCoReNAS: Family {
  static let module = "hardcorenas"

  /// A block's kernel, expansion, and whether it has squeeze-and-excitation.
  typealias Choice = (kernel: MobileBlock.KernelSizes, expansion: Double, squeezes: Bool)

  static let variants = Variants<MobileNetV3> { table in
    table["hardcorenas_a"] = searched(
      [(5, 3, false), (5, 3, true)], [(5, 3, false), (5, 6, true)], [(5, 6, true), (5, 6, true)],
      [(5, 6, true), (5, 6, true)], [(5, 6, true), (5, 6, true)])
    table["hardcorenas_b"] = searched(
      [(5, 3, false), (5, 3, true), (3, 3, false)], [(5, 3, false), (5, 3, false), (5, 3, false)],
      [(5, 3, false), (5, 3, false), (3, 3, false), (3, 3, false)],
      [(5, 3, false), (3, 3, false), (3, 3, false), (3, 3, false)], [(5, 6, true), (5, 6, true), (3, 3, true)])
    table["hardcorenas_c"] = searched(
      [(5, 3, false), (5, 3, true)], [(5, 3, false), (5, 3, false), (5, 3, false), (5, 3, false)],
      [(5, 4, false), (5, 6, true), (3, 3, false), (3, 3, false)],
      [(5, 6, true), (3, 3, false), (3, 3, false), (3, 3, false)], [(5, 6, true), (5, 6, true), (3, 3, true)])
    table["hardcorenas_d"] = searched(
      [(5, 3, true), (5, 3, true)], [(5, 3, true), (5, 4, true), (3, 3, true)],
      [(5, 4, true), (3, 3, true), (3, 3, true), (3, 3, true)],
      [(3, 4, true), (5, 4, true), (3, 3, true), (5, 3, true)],
      [(5, 6, true), (5, 6, true), (5, 6, true), (3, 6, true)])
    table["hardcorenas_e"] = searched(
      [(5, 3, true), (5, 3, true)], [(5, 6, true), (5, 4, true), (5, 4, true), (3, 3, true)],
      [(5, 4, true), (3, 6, true)], [(5, 6, true), (5, 6, true), (5, 6, true), (5, 3, true)],
      [(5, 6, true), (5, 6, true), (5, 6, true), (3, 6, true)])
    table["hardcorenas_f"] = searched(
      [(5, 3, true), (5, 3, true)], [(5, 6, true), (5, 6, true)],
      [(5, 6, true), (5, 6, true), (3, 3, true), (3, 3, true)],
      [(3, 6, true), (5, 6, true), (5, 6, true), (3, 3, true)],
      [(5, 6, true), (5, 6, true), (3, 6, true), (3, 6, true)])
  }

  /// The network of the given blocks, a stage a list.
  private static func searched(_ choices: [Choice]...) -> MobileNetV3 {
    let rows: [(channels: Int, stride: Int, activation: Activation?)] = [
      (24, 2, .relu), (40, 2, .relu), (80, 2, nil), (112, 1, nil), (192, 2, nil),
    ]
    let middle = zip(rows, choices).map { row, choices in
      choices.map {
        MobileBlock.inverted(
          1, row.channels, kernel: $0.kernel, stride: row.stride, expansion: $0.expansion,
          seRatio: $0.squeezes ? 0.25 : 0, activation: row.activation)
      }
    }
    let stages: [[MobileBlock]] =
      [[.separable(1, 16, activation: .relu)]] + middle + [[.convolution(1, 960, kernel: 1)]]
    var model = MobileNetV3.v3(stages)
    model.stem = .fixed(32)
    return model
  }
}
