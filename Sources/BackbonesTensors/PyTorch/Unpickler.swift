/// Reads pickles as data: a stack machine with a closed list of opcodes, in which a name is a name and nothing is called.
///
/// Tensors are built as views of storages that are yet to be found. Whatever else a training run has saved becomes one
/// opaque value. No length or index of the file is believed before it is compared with what there is, and
/// `InputLimits` bounds memory, depth and time.
///
/// Opcodes: https://github.com/python/cpython/blob/3.11/Lib/pickletools.py
struct Unpickler {
  /// Where the next pickle begins.
  private(set) var position: Int
  /// What the values of all pickles read so far refer to.
  var objects = PickledObjects()

  private let bytes: UnsafeRawBufferPointer
  /// Extents of a persistent id: that of the older format also says which part of a storage is meant.
  let identifierLength: Int
  private var end = 0
  private(set) var stack: [PickleValue] = []
  private(set) var marks: [Int] = []
  private var memo: [PickleValue?] = []
  var globalIndices: [String: Int] = [:]
  var storageIndices: [String: Int] = [:]
  private var opcodesLeft = InputLimits.opcodes
  private var bytesLeft = InputLimits.valueBytes

  /// A machine for the pickles in `bytes`, which must stay valid while it lives.
  ///
  /// - Parameters:
  ///   - position: where the first one begins.
  ///   - identifierLength: how many elements a storage's persistent id has: 5 in zip archives, 6 in the older format.
  init(_ bytes: UnsafeRawBufferPointer, at position: Int = 0, identifierLength: Int) {
    (self.bytes, self.position, self.identifierLength) = (bytes, position, identifierLength)
  }

  /// Reads one pickle.
  ///
  /// - Returns: its value, which refers to `objects`.
  /// - Throws: `.malformedFile` for anything but a whole pickle of protocols 2 to 5 made of the opcodes in
  ///   `PickleOpcode`, for names that have no place in weights, and where a limit is passed. Messages leave out the
  ///   file's name.
  mutating func load() throws(BackboneError) -> PickleValue {
    (stack, marks, memo) = ([], [], [])
    end = position + min(bytes.count - position, InputLimits.pickleBytes)
    guard let first = bytes[position..<end].first, first == PickleOpcode.proto.rawValue else {
      throw fault("no pickle of protocol 2 or later begins here")
    }
    position += 1
    let version = try number(UInt8.self)
    guard (2...5).contains(version) else { throw fault("protocol \(version), expected 2 to 5") }
    while true {
      guard opcodesLeft > 0 else { throw fault("more than \(InputLimits.opcodes) opcodes") }
      opcodesLeft -= 1
      let code = try number(UInt8.self)
      guard let opcode = PickleOpcode(rawValue: code) else {
        throw fault("opcode 0x\(String(code, radix: 16)), which PyTorch does not write")
      }
      if opcode == .stop {
        guard stack.count == 1, marks.isEmpty else { throw fault("it ends with \(stack.count) values, expected 1") }
        return stack[0]
      }
      try step(opcode)
    }
  }

  private mutating func step(_ opcode: PickleOpcode) throws(BackboneError) {
    switch opcode {
    case .proto, .stop: throw fault("a second protocol")
    case .frame: _ = try length(UInt64.self)

    case .none: try push(.none)
    case .newTrue: try push(.bool(true))
    case .newFalse: try push(.bool(false))
    case .binInt: try push(.int(Int(try number(Int32.self))))
    case .binInt1: try push(.int(Int(try number(UInt8.self))))
    case .binInt2: try push(.int(Int(try number(UInt16.self))))
    case .long1: try push(try integer(try length(UInt8.self)))
    case .long4: try push(try integer(try length(Int32.self)))
    case .binFloat: try skip(8)

    case .binUnicode, .binString: try pushText(try length(UInt32.self))
    case .shortBinUnicode, .shortBinString: try pushText(try length(UInt8.self))
    case .binUnicode8: try pushText(try length(UInt64.self))
    case .binBytes: try skip(try length(UInt32.self))
    case .shortBinBytes: try skip(try length(UInt8.self))
    case .binBytes8, .byteArray8: try skip(try length(UInt64.self))

    case .mark:
      guard marks.count < InputLimits.depth else { throw tooDeep }
      marks.append(stack.count)
    case .emptyTuple: try push(try tuple([]))
    case .tuple: try push(try tuple(try popToMark()))
    case .tuple1: try push(try tuple(try pop(1)))
    case .tuple2: try push(try tuple(try pop(2)))
    case .tuple3: try push(try tuple(try pop(3)))
    case .emptyList:
      try charge(64)
      objects.lists.append(.init())
      try push(.list(objects.lists.count - 1))
    case .emptyDict: try push(try dictionary())
    case .emptySet: try push(.other)
    case .frozenSet:
      _ = try popToMark()
      try push(.other)
    case .append: try append(CollectionOfOne(try pop()))
    case .appends: try append(try popToMark())
    case .setItem: try set(try pop(2))
    case .setItems: try set(try popToMark())
    case .addItems:
      _ = try popToMark()
      switch stack.last {
      case .other?, .opaque?: break
      default: throw fault("items are added to \(lastKind), expected a set")
      }

    case .binGet: try get(Int(try number(UInt8.self)))
    case .longBinGet: try get(Int(try number(UInt32.self)))
    case .binPut: try put(Int(try number(UInt8.self)))
    case .longBinPut: try put(Int(try number(UInt32.self)))
    case .memoize: try put(memo.count)

    case .global: try push(try global(try line(), try line()))
    case .stackGlobal:
      let names = try pop(2)
      guard let module = text(names[0]), let name = text(names[1]) else { throw fault("a name that is not text") }
      guard !name.contains(".") else { throw fault("the name \("\(module).\(name)".quoted), which has a dot in it") }
      try push(try global(module, name))
    case .binPersID: try push(try storage(try pop()))
    case .reduce:
      let values = try pop(2)
      try push(try result(of: values[0], try arguments(values[1])))
    case .newObj:
      let values = try pop(2)
      _ = try arguments(values[1])
      try push(try instance(of: values[0]))
    case .newObjEx: try push(try instance(of: try pop(3)[0]))
    case .build:
      _ = try pop()
      switch stack.last {
      // The state of an ordered dictionary has the versions of modules.
      case .dictionary?, .opaque?: break
      default: throw fault("a state is given to \(lastKind)")
      }
    }
  }
}

// MARK: - Bytes

extension Unpickler {
  private mutating func number<Value: FixedWidthInteger>(_: Value.Type) throws(BackboneError) -> Value {
    let size = MemoryLayout<Value>.size
    guard end - position >= size else { throw isCut }
    defer { position += size }
    return Value(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: Value.self))
  }

  /// Reads a length that the file has as many bytes for.
  private mutating func length<Value: FixedWidthInteger>(_: Value.Type) throws(BackboneError) -> Int {
    let value = try number(Value.self)
    guard value >= 0, value <= end - position else {
      throw fault("\(value) bytes are announced, \(end - position) are left")
    }
    return Int(value)
  }

  /// Passes bytes by whose meaning no tensor depends on.
  private mutating func skip(_ count: Int) throws(BackboneError) {
    guard count <= end - position else { throw isCut }
    position += count
    try push(.other)
  }

  /// A whole number in two's complement.
  private mutating func integer(_ count: Int) throws(BackboneError) -> PickleValue {
    defer { position += count }
    guard count <= 8 else { return .other }
    var value: UInt64 = 0
    for (index, byte) in bytes[position..<position + count].enumerated() { value |= UInt64(byte) << (8 * index) }
    let unused = 64 - 8 * count
    return .int(count == 0 ? 0 : Int((Int64(bitPattern: value) << unused) >> unused))
  }

  private mutating func pushText(_ count: Int) throws(BackboneError) {
    guard let start = UInt32(exactly: position) else { throw fault("the pickle lies beyond 4 GiB") }
    try push(.text(start: start, count: UInt32(count)))
    position += count
  }

  /// The text of a line: half of a name.
  private mutating func line() throws(BackboneError) -> String {
    let limit = min(end - position, InputLimits.globalName)
    guard let length = bytes[position..<position + limit].firstIndex(of: 0x0A).map({ $0 - position }) else {
      throw fault("a name that does not end within \(limit) bytes")
    }
    defer { position += length + 1 }
    guard let text = String(validating: bytes[position..<position + length], as: UTF8.self) else {
      throw fault("a name that is not UTF-8")
    }
    return text
  }

  /// The text that a value is; nil where it is none, or not UTF-8.
  func text(_ value: PickleValue) -> String? {
    guard case .text(let start, let count) = value else { return nil }
    return String(validating: bytes[Int(start)..<Int(start) + Int(count)], as: UTF8.self)
  }
}

// MARK: - Stack and memo

extension Unpickler {
  private mutating func push(_ value: PickleValue) throws(BackboneError) {
    guard stack.count < InputLimits.stack else { throw fault("more than \(stack.count) values on the stack") }
    stack.append(value)
  }

  /// The last value. It does not lie before a mark.
  private mutating func pop() throws(BackboneError) -> PickleValue {
    guard stack.count > marks.last ?? 0, let value = stack.popLast() else {
      throw fault("a value is missing on the stack")
    }
    return value
  }

  /// The last values, in the order in which they were pushed; none of them lies before a mark.
  private mutating func pop(_ count: Int) throws(BackboneError) -> [PickleValue] {
    guard stack.count - (marks.last ?? 0) >= count else { throw fault("a value is missing on the stack") }
    defer { stack.removeLast(count) }
    return Array(stack.suffix(count))
  }

  private mutating func popToMark() throws(BackboneError) -> [PickleValue] {
    guard let mark = marks.popLast() else { throw fault("a mark is missing on the stack") }
    defer { stack.removeSubrange(mark...) }
    return Array(stack[mark...])
  }

  private mutating func get(_ index: Int) throws(BackboneError) {
    guard index < memo.count, let value = memo[index] else { throw fault("value \(index) was never kept") }
    try push(value)
  }

  private mutating func put(_ index: Int) throws(BackboneError) {
    // Python 2 counts from 1.
    guard index <= memo.count + 1, let value = stack.last, stack.count > marks.last ?? 0 else {
      throw fault("no value to keep as \(index), after \(memo.count)")
    }
    try charge(24)
    while memo.count <= index { memo.append(nil) }
    memo[index] = value
  }

  var lastKind: String { stack.last.map(objects.kind) ?? "nothing" }

  /// Counts memory that is about to be used.
  mutating func charge(_ count: Int) throws(BackboneError) {
    bytesLeft -= count
    guard bytesLeft >= 0 else { throw fault("its values take more than \(InputLimits.valueBytes) bytes") }
  }

  func fault(_ text: String) -> BackboneError {
    BackboneError(.malformedFile, "pickle, before byte \(position): \(text)")
  }

  private var isCut: BackboneError {
    let limit = InputLimits.pickleBytes
    return fault(end < bytes.count ? "it is longer than \(limit) bytes" : "it is cut")
  }

  var tooDeep: BackboneError { fault("values inside one another more than \(InputLimits.depth) times") }
}
