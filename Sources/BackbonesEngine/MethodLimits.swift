/// The break-even sizes of Winograd's and Strassen's methods, which save multiplications.
///
/// They change bits, so they are the same on all machines. Each group names the network that it was chosen by, as `Tuning` does;
/// `Scripts/calibrate` measures layers by themselves.
package struct MethodLimits: Sendable, Hashable {
  // MARK: - Strassen's method: densenet121, resnet50; efficientnet_b3 for few channels

  /// The method pays where `k * n / (k + n)` is at least this, `n` less seven times the columns by which it falls short of pairs of panels.
  package var strassenWorth = 84
  /// The method pays from this many rows of an image on: each block of rows makes the sums of weights anew.
  package var strassenRows = 64

  // MARK: - Winograd's method: resnet50; regnety_032 for groups

  /// The fewest channels on both sides, once groups are joined: three quarters of a panel are worth computing a whole one (dpn92,
  /// res2net50_14w_8s), but with stride 2, which saves less, a panel is not (dla60x, efficientvit_m2).
  package var winogradChannels = 12, winogradStride2Channels = 24
  /// The smallest side of a map for tiles of 2x2 with stride 2.
  package var winogradStride2Side = 12
  /// The smallest side of a map for tiles of 4x4: with so many channels a group, and with others. On smaller sides tiles of 4x4 save time in
  /// a layer by itself, but whole networks take at most 2 % longer with tiles of 2x2, whose weights take less than half of the memory:
  /// regnety_032 and resnext50_32x4d of few channels, resnet50 and vgg19 of many.
  package var winograd4Side = 12, winograd4Channels = 64...256, winograd4SideOfOtherChannels = 24

  package init() {}
}
