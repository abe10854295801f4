/// The order of the axes of an output that is a map.
public enum OutputFormat: Sendable, Hashable {
  /// `[N, C, H, W]`.
  case channelsFirst
  /// `[N, H * W, C]`.
  case tokens
}
