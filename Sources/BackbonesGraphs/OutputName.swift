public import BackbonesTensors

/// An output of a model. The library and the command line share its text form:
///
/// `logits`, `hidden`, `prelogits`, `feature:2`, `feature:-1`, `stride:8`, `intermediate:3`, `node:layer2.0.act1`. Intermediates
/// take suffixes: `intermediate:3:norm`, `intermediate:3:prefix`, `intermediate:3:norm:prefix`; `hidden:3` is
/// `hidden` of the model that ends with block 3, and `hidden:3:raw` the same without the final norm.
public enum OutputName: Hashable, Sendable, CustomStringConvertible {
  /// What the model returns: class scores, or the (pooled) features where it has no classifier.
  case logits
  /// The output of `forward_features`: after the final norm, before pooling. `block` ends the model after that block.
  case hidden(block: Int? = nil, norm: Bool = true)
  /// What the classifier consumes.
  case prelogits
  /// A level of the pyramid; negative indices count from the last.
  case feature(Int)
  /// A map of exactly this reduction, resampled where the model has none; see `PyramidLevel`.
  case stride(ImageSize)
  /// An intermediate; negative indices count from the last.
  case intermediate(Int, norm: Bool = false, part: Part = .map)
  /// The value of a module or node.
  case node(String)

  /// A part of an intermediate.
  public enum Part: String, Sendable {
    /// The map (the patch tokens).
    case map
    /// The class and register tokens.
    case prefix
  }

  /// The text form.
  public var description: String {
    switch self {
    case .logits: "logits"
    case .prelogits: "prelogits"
    case .hidden(nil, let norm): "hidden" + (norm ? "" : ":raw")
    case .hidden(let block?, let norm): "hidden:\(block)" + (norm ? "" : ":raw")
    case .feature(let index): "feature:\(index)"
    case .stride(let stride): "stride:\(stride.brief)"
    case .intermediate(let index, let norm, let part):
      "intermediate:\(index)" + (norm ? ":norm" : "") + (part == .prefix ? ":prefix" : "")
    case .node(let name): "node:\(name)"
    }
  }

  /// Reads the text form.
  ///
  /// - Throws: `BackboneError.Code.invalidOption` where the text is no output name.
  public init(parsing text: String) throws(BackboneError) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let rest = parts.count > 1 ? parts[1] : nil
    switch (parts[0], rest) {
    case ("logits", nil): self = .logits
    case ("prelogits", nil): self = .prelogits
    case ("hidden", nil): self = .hidden()
    case ("node", let name?) where !name.isEmpty: self = .node(name)
    case ("feature", let index?) where Int(index) != nil: self = .feature(Int(index)!)
    case ("stride", let stride?) where ImageSize(brief: stride) != nil: self = .stride(ImageSize(brief: stride)!)
    case ("hidden", let rest?):
      var words = rest.split(separator: ":", omittingEmptySubsequences: false)
      let raw = words.last == "raw"
      if raw { words.removeLast() }
      guard words.count <= 1, words.allSatisfy({ Int($0) != nil }) else { throw Self.notAnOutput(text) }
      self = .hidden(block: words.first.flatMap { Int($0) }, norm: !raw)
    case ("intermediate", let rest?):
      let words = rest.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
      let suffixes = words.dropFirst()
      guard let index = Int(words[0]), suffixes.allSatisfy({ $0 == "norm" || $0 == "prefix" }),
        Set(suffixes).count == suffixes.count
      else { throw Self.notAnOutput(text) }
      self = .intermediate(index, norm: suffixes.contains("norm"), part: suffixes.contains("prefix") ? .prefix : .map)
    default: throw Self.notAnOutput(text)
    }
  }

  private static func notAnOutput(_ text: String) -> BackboneError {
    BackboneError(
      .invalidOption,
      "'\(text)' is not an output; expected logits, hidden, prelogits, feature:INDEX, stride:N, "
        + "intermediate:INDEX[:norm][:prefix] or node:NAME")
  }
}
