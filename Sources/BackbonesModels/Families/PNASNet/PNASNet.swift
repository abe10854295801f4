internal import BackbonesGraphs
internal import BackbonesTensors

/// PNASNet: Liu et al. 2017 (arXiv:1712.00559), one searched cell for all, with strides where maps are halved. timm 1.0.31,
/// `models/pnasnet.py`.
enum PNASNet: Family {
  static let module = "pnasnet"

  static let variants = Variants<NASNet> { table in
    table["pnasnet5large"] = NASNet(stem: "conv_0", width: 216, depth: 4, normal: cell, reduction: cell)
  }

  private static let cell = SearchedCell(
    sums: [
      .init(.separable(5, .previous), .maximum(.previous)),
      .init(.separable(7, .current), .maximum(.current)),
      .init(.separable(5, .current), .separable(3, .current)),
      .init(.separable(3, .sum(2)), .maximum(.current)),
      .init(.separable(3, .previous), .identity(.current)),
    ],
    joined: [.sum(0), .sum(1), .sum(2), .sum(3), .sum(4)])
}
