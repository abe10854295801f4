/// What went wrong with something that came from outside: a name, a file, a shape, an image, an option.
///
/// All modules throw this one type, so that callers match on `code` and people read `message`. A message names the
/// thing, what was found and what was expected. New codes may be added; match with a default.
public struct BackboneError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The kind of fault.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    /// The code as text, as it stands in JSON.
    public let description: String
    private init(_ description: String) { self.description = description }

    /// No architecture, output or node has the name asked for.
    public static let unknownName = Code("unknown-name")
    /// An option's value is invalid, in general or for this model.
    public static let invalidOption = Code("invalid-option")
    /// Shapes do not fit together, or an input is of a size that the model cannot take.
    public static let shape = Code("shape")
    /// A file cannot be read or written.
    public static let inputOutput = Code("input-output")
    /// A file's contents are broken or not of the format expected.
    public static let malformedFile = Code("malformed-file")
    /// Weights do not fit the model: missing, unexpected or of another shape.
    public static let weights = Code("weights")
    /// An image cannot be decoded.
    public static let image = Code("image")
    /// A call was cancelled, or not done at its deadline.
    public static let interrupted = Code("interrupted")
    /// The network, or the server at its other end, does not answer as it should.
    public static let network = Code("network")
    /// The server knows what is asked for, but not that the caller may have it: no token, a wrong one, or one without the right.
    public static let access = Code("access")
    /// The machine lacks what the call or an environment variable requires.
    public static let environment = Code("environment")
  }

  /// The kind of fault.
  public let code: Code
  /// What went wrong, and how it may be mended.
  public let message: String
  /// Whether the same may succeed later: a disk was full, a server did not answer.
  package let isTransient: Bool

  /// An error of the given kind. Characters that would steer a terminal stand escaped in its message, which may have
  /// names in it that came from a file, and what is long is cut.
  public init(_ code: Code, _ message: String) { self.init(code, message, isTransient: code == .network) }

  /// An error whose message goes on in further lines, such as a text and a mark below the place at fault.
  package init(_ code: Code, _ message: String, below lines: [String]) {
    self.code = code
    self.message = ([message] + lines).map(\.message).joined(separator: "\n")
    isTransient = false
  }

  init(_ code: Code, _ message: String, isTransient: Bool) {
    self.code = code
    self.message = message.message
    self.isTransient = isTransient
  }

  /// The message.
  public var description: String { message }
}
