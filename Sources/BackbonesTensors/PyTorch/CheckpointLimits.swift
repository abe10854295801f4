/// What a reader of checkpoints takes at most. Files of real models are far below; a file that is made to exhaust memory
/// or time is an error instead.
enum CheckpointLimits {
  /// Bytes of one pickle. That of a model has some hundred for each tensor.
  static let pickleBytes = 64 << 20
  /// Opcodes of all pickles of a file.
  static let opcodes = 4 << 20
  /// Bytes of all values that are made of a file's pickles.
  static let valueBytes = 64 << 20
  /// Values on the stack.
  static let stack = 1 << 20
  /// Values inside one another, and open marks.
  static let depth = 1000
  /// Tensors of a file, those of optimizers too.
  static let tensors = 50_000
  /// Axes of a tensor, as PyTorch has them.
  static let axes = 64
  /// Bytes of a class's or function's name.
  static let globalName = 1000
  /// Elements of a tensor that has more than its storage, by strides of 0.
  static let expandedElements = 16 << 20
  /// Bytes of a deflated storage beyond those that tensors use.
  static let unusedInflation = 64 << 20
  /// Bytes of an archive's small files: its version, its byte order.
  static let smallFile = 64
  /// Dictionaries that are unwrapped one after the other to find the parameters.
  static let unwrappings = 2
}
