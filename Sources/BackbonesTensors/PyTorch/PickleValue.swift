/// A value of a pickle, a few bytes in size. What is larger lies in the machine's `PickledObjects`, by its index there:
/// values that share others, or hold themselves, cost nothing and need no walk to be released.
enum PickleValue {
  case none
  case bool(Bool)
  case int(Int)
  /// A float, an integer of more than 64 bits, bytes, a set: nothing that a tensor is made of.
  case other
  /// UTF-8, or bytes of Python 2, in the file.
  case text(start: UInt32, count: UInt32)
  case tuple(Int)
  case list(Int)
  case dictionary(Int)
  /// A name; see `PickleGlobal`.
  case global(Int)
  case storage(Int)
  case tensor(Int)
  /// What something by that name would have made.
  case opaque(Int)
}

/// A storage that a pickle refers to.
struct PickledStorage {
  /// The name of its bytes in the file.
  let key: String
  let type: StorageType
  /// The index of its class among the names.
  let global: Int
  /// Elements of that type; bytes of an untyped storage.
  let count: Int
  /// Its size in the file.
  let byteCount: Int
}

/// A tensor as a pickle has it: a view of a storage, whose places are checked.
struct PickledTensor {
  /// The index of the storage.
  let storage: Int
  let type: ElementType
  let shape: TensorShape
  /// The strides in elements.
  let strides: [Int]
  /// The elements from the tensor's first to its last, in the storage.
  let span: Range<Int>
  /// Whether each element stands for its negative.
  let isNegated: Bool
}

/// All values of a file's pickles that are larger than a few bytes. Their memory is counted as they are made.
struct PickledObjects {
  struct Tuple {
    let elements: Range<Int>
    let depth: Int
  }

  struct List {
    var elements: [PickleValue] = []
    var depth = 1
  }

  struct Dictionary {
    /// In the order in which they were set; a key that comes again replaces the one before.
    var items: [(key: PickleValue, value: PickleValue)] = []
    var depth = 1
  }

  struct Global {
    let name: String
    let meaning: PickleGlobal
  }

  /// A storage, or some of its elements.
  struct StorageReference {
    let storage: Int
    let elements: Range<Int>
  }

  var tuples: [Tuple] = []
  var tupleElements: [PickleValue] = []
  var lists: [List] = []
  var dictionaries: [Dictionary] = []
  var globals: [Global] = []
  var storages: [PickledStorage] = []
  var references: [StorageReference] = []
  var tensors: [PickledTensor] = []

  /// The elements of a tuple; nil where the value is none.
  func tuple(_ value: PickleValue) -> ArraySlice<PickleValue>? {
    guard case .tuple(let index) = value else { return nil }
    return tupleElements[tuples[index].elements]
  }

  /// How many containers a value is made of, inside one another, as far as it is known.
  func depth(_ value: PickleValue) -> Int {
    switch value {
    case .tuple(let index): tuples[index].depth
    case .list(let index): lists[index].depth
    case .dictionary(let index): dictionaries[index].depth
    default: 0
    }
  }

  /// Whether a value is a tensor, if perhaps one that cannot be read.
  func isTensor(_ value: PickleValue) -> Bool {
    switch value {
    case .tensor: true
    case .opaque(let index):
      switch globals[index].meaning {
      case .otherTensor, .storage, .dataType: true
      default: false
      }
    default: false
    }
  }

  /// What a value is, in words. Contents are left out: nothing bounds their length.
  func kind(_ value: PickleValue) -> String {
    switch value {
    case .none: "None"
    case .bool, .int, .other: "a number or bytes"
    case .text: "text"
    case .tuple: "a tuple"
    case .list: "a list"
    case .dictionary: "a dictionary"
    case .global(let index): "the name \(globals[index].name.quoted)"
    case .storage: "a storage"
    case .tensor: "a tensor"
    case .opaque(let index):
      switch globals[index].meaning {
      case .otherTensor(let what): "\(what) (\(globals[index].name.quoted))"
      case .storage(let type): "a tensor of \(type.name)"
      case .dataType(let type): "a tensor of \(type.name)"
      default: "an object of \(globals[index].name.quoted)"
      }
    }
  }
}
