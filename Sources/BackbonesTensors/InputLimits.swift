/// What readers of files take at most. Files of real models and photos are far below; a file that is made to exhaust memory or
/// time is an error instead, before anything of that size is allocated.
package enum InputLimits {
  // MARK: Archives of tensors

  /// Tensors of a file, an optimizer's too.
  package static let tensors = 50_000
  /// Files of an archive that are no tensors.
  static let archiveFiles = 1000
  /// Axes of a tensor, as PyTorch and NumPy have them.
  static let axes = 64
  /// Bytes of a safetensors header, as other readers of the format have it.
  static let headerBytes = 100_000_000
  /// Bytes of an index of safetensors files, as the hub has it.
  static let indexBytes = 10 << 20
  /// Bytes of an array's header, as NumPy writes them at most.
  static let arrayHeaderBytes = 1 << 20
  /// Bytes of a model's `config.json`.
  package static let configurationBytes = 16 << 20

  // MARK: Checkpoints of PyTorch

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
  /// Bytes of a class's or function's name.
  static let globalName = 1000
  /// Elements of a tensor that has more than its storage, by strides of 0.
  static let expandedElements = 16 << 20
  /// Bytes of a deflated storage beyond those that tensors use.
  static let unusedInflation = 64 << 20
  /// Bytes of an archive's small files: its version, its byte order.
  static let smallFile = 64
  /// Dictionaries that are unwrapped one after the other to find the parameters.
  static let unwrappings = 3

  // MARK: Pictures

  /// Pixels of a picture where a caller does not say, as PIL has it.
  package static let pixels = 178_956_970
  /// Passes of a progressive JPEG over the picture; real ones have about ten.
  package static let scans = 500
  /// Chunks of a PNG that are kept: texts, profiles.
  package static let chunks = 100
  /// Bytes of such a chunk, inflated.
  package static let chunkBytes = 8 << 20

  // MARK: Lists of pictures

  /// Files that `{0..9}` stands for.
  package static let numberedFiles = 1_000_000
  /// Bytes of a line of a list.
  package static let lineBytes = 1 << 20
  /// Bytes of a file's name in a tar archive.
  package static let archiveNameBytes = 1 << 16
}
