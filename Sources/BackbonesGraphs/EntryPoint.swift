/// Where evaluation starts.
public enum EntryPoint: Hashable, Sendable {
  /// The image, `[N, H, W, C]`.
  case image
  /// The output of `forward_features`.
  case hidden
}
