/// What a name of a pickle means. In Python it would be looked up and called; here it is a name and never runs.
enum PickleGlobal {
  /// `collections.OrderedDict`: a dictionary.
  case orderedDictionary
  /// `torch._utils._rebuild_tensor` and its successors: a tensor over a storage.
  case rebuildTensor(RebuildVersion)
  /// A function whose first argument is the tensor that it gives.
  case rebuildParameter
  /// `torch._tensor._rebuild_from_type_v2`: the result of another function, with attributes.
  case rebuildFromType
  /// `torch.Size`: its tuple.
  case size
  /// The class of a storage.
  case storage(StorageType)
  /// `torch.float32` and the like.
  case dataType(StorageType)
  /// A function that makes a tensor of a kind that is no weight here; in words.
  case otherTensor(String)
  /// Anything else: what is made by it is one opaque value.
  case opaque

  /// The functions that make a tensor of a storage, by their arguments.
  enum RebuildVersion {
    /// Storage, offset, size, stride.
    case first
    /// Those, `requires_grad`, hooks and perhaps metadata.
    case second
    /// Those of the second with the element's type before metadata; the storage is of bytes.
    case third
  }

  /// What a name means; nil for one that must not be in a file of weights: with Python's own loader it would run
  /// programs, open files or load further pickles.
  init?(module: String, name: String) {
    let top = String(module.prefix { $0 != "." })
    if Self.dangerousModules.contains(top) || Self.dangerous.contains("\(module).\(name)") { return nil }
    if top == "builtins" || top == "__builtin__", !Self.builtins.contains(name) { return nil }
    if ["torch.hub", "torch.jit"].contains(where: { module == $0 || module.hasPrefix("\($0).") }) { return nil }
    if module == "torch" || module == "torch.cuda" || module == "torch.storage",
      let type = StorageType.storages[name]
    {
      self = .storage(type)
    } else if module == "torch", let type = StorageType.dataTypes[name] {
      self = .dataType(type)
    } else {
      self = Self.known["\(module).\(name)"] ?? .opaque
    }
  }

  private static let known: [String: PickleGlobal] = [
    "collections.OrderedDict": .orderedDictionary,
    "torch._utils._rebuild_tensor": .rebuildTensor(.first),
    "torch._utils._rebuild_tensor_v2": .rebuildTensor(.second),
    "torch._utils._rebuild_tensor_v3": .rebuildTensor(.third),
    "torch._utils._rebuild_parameter": .rebuildParameter,
    "torch._utils._rebuild_parameter_with_state": .rebuildParameter,
    "torch._tensor._rebuild_from_type_v2": .rebuildFromType,
    "torch._tensor._rebuild_from_type": .rebuildFromType,
    "torch.tensor._rebuild_from_type": .rebuildFromType,
    "torch.Size": .size,
    "torch._utils._rebuild_qtensor": .otherTensor("a quantised tensor"),
    "torch._utils._rebuild_sparse_tensor": .otherTensor("a sparse tensor"),
    "torch._utils._rebuild_sparse_csr_tensor": .otherTensor("a sparse tensor"),
    "torch._utils._rebuild_nested_tensor": .otherTensor("a nested tensor"),
    "torch._utils._rebuild_meta_tensor_no_storage": .otherTensor("a tensor without elements"),
    "torch._utils._rebuild_wrapper_subclass": .otherTensor("a tensor of a class of its own"),
    "torch._utils._rebuild_device_tensor_from_numpy": .otherTensor("a tensor of another device"),
    "torch._utils._rebuild_device_tensor_from_cpu_tensor": .otherTensor("a tensor of another device"),
    "torch.distributed.tensor.DTensor": .otherTensor("a part of a distributed tensor"),
  ]

  private static let dangerousModules: Set = [
    "os", "posix", "nt", "sys", "subprocess", "importlib", "runpy", "pickle", "_pickle", "cPickle", "marshal", "shutil",
    "socket", "ctypes", "_ctypes", "pty", "code", "webbrowser",
  ]

  private static let dangerous: Set = [
    "torch.storage._load_from_bytes", "torch.load", "torch.serialization.load",
  ]

  /// What is allowed of Python's own names; all are opaque.
  private static let builtins: Set = [
    "set", "frozenset", "complex", "bytearray", "slice", "range", "xrange", "list", "dict", "tuple", "int", "float",
    "bool", "str", "bytes", "object",
  ]
}

/// How the elements of a storage lie.
struct StorageType: Hashable {
  /// PyTorch's name of the class or type.
  let name: String
  /// The type of the elements; nil for one that cannot be read.
  let element: ElementType?
  /// Bytes of one element.
  let size: Int
  /// Whether a tensor of such a storage has a type of its own.
  var isUntyped = false

  /// The classes of storages.
  static let storages = table(
    [
      "DoubleStorage": .float64, "FloatStorage": .float32, "HalfStorage": .float16, "BFloat16Storage": .bfloat16,
      "LongStorage": .int64, "IntStorage": .int32, "ShortStorage": .int16, "CharStorage": .int8, "ByteStorage": .uint8,
      "BoolStorage": .bool,
    ],
    unreadable: [
      "ComplexFloatStorage": 8, "ComplexDoubleStorage": 16, "QInt8Storage": 1, "QInt32Storage": 4, "QUInt8Storage": 1,
      "QUInt4x2Storage": 1, "QUInt2x4Storage": 1,
    ]
  ).merging(["UntypedStorage": StorageType(name: "UntypedStorage", element: nil, size: 1, isUntyped: true)]) { $1 }

  /// The types of elements.
  static let dataTypes = table(
    [
      "float64": .float64, "float32": .float32, "float16": .float16, "bfloat16": .bfloat16, "int64": .int64,
      "int32": .int32, "int16": .int16, "int8": .int8, "uint64": .uint64, "uint32": .uint32, "uint16": .uint16,
      "uint8": .uint8, "bool": .bool,
    ],
    unreadable: [
      "complex32": 4, "complex64": 8, "complex128": 16, "float8_e4m3fn": 1, "float8_e4m3fnuz": 1, "float8_e5m2": 1,
      "float8_e5m2fnuz": 1, "float8_e8m0fnu": 1, "float4_e2m1fn_x2": 1,
    ])

  private static func table(_ readable: [String: ElementType], unreadable: [String: Int]) -> [String: StorageType] {
    let types =
      readable.map { StorageType(name: $0, element: $1, size: $1.size) }
      + unreadable.map { StorageType(name: $0, element: nil, size: $1) }
    return Dictionary(uniqueKeysWithValues: types.map { ($0.name, $0) })
  }
}
