import BackbonesTensors
import BackbonesTestSupport
import Foundation
import Testing

/// What files must not do to whoever opens them. Each is an error within a second, and takes little memory.
@Suite("Hostile checkpoints") struct HostileCheckpointTests {
  private typealias P = PickleWriter

  private func open(_ value: [UInt8]) throws -> PyTorchFile { try open(ZipWriter.checkpoint(value)) }

  private func open(_ files: [ZipWriter.File], comment: [UInt8] = []) throws -> PyTorchFile {
    try PyTorchFile(Bytes(ZipWriter.archive(files, comment: comment)), path: "x.pth")
  }

  private func refuses(
    _ words: String, sourceLocation: SourceLocation = #_sourceLocation, _ body: () throws -> PyTorchFile
  ) {
    let start = Self.processorTime
    expectError(.malformedFile, saying: words, sourceLocation: sourceLocation) {
      let file = try body()
      for name in file.names { _ = try file.tensor(name) }
    }
    #expect(Self.processorTime - start < Self.most, sourceLocation: sourceLocation)
  }

  /// Seconds of the processor that the thread took: what else the machine computes does not count.
  private static var processorTime: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The limit, in seconds; debug builds, whose loops are hundreds of times slower, only have to end.
  private static var most: Double {
    #if DEBUG
      600
    #else
      10
    #endif
  }

  @Test("The files that these are made of are read")
  func reads() throws {
    let file = try open(P.dictionary(("a", P.tensor())))
    #expect(file.names == ["a"])
    #expect(try file.tensor("a").elements == [1, 2, 3, 4])
    let parts = try open(
      P.dictionary(
        ("b", P.tensor(offset: P.int(1), size: P.tuple([2]), stride: P.tuple([2]))),
        ("c", P.tensor(size: P.tuple([1, 4]), stride: P.tuple([999, 1]))),
        ("d", P.tensor(offset: P.int(99), size: P.tuple([0, 3]), stride: P.tuple([0, 0]))),
        ("e", P.tensor(offset: P.int(3), size: P.tuple([]), stride: P.tuple([])))))
    #expect(try parts.tensor("b").elements == [2, 4])
    #expect(try parts.tensor("c").elements == [1, 2, 3, 4])
    #expect(try parts.tensor("d").shape == [0, 3])
    #expect(try parts.tensor("e").elements == [4])
    let negative = P.call(
      "torch._utils", "_rebuild_tensor_v2", P.storage(), P.int(0), P.tuple([4]), P.tuple([1]), [0x89], [0x4E],
      P.dictionary(("neg", [0x88])))
    #expect(try open(P.dictionary(("a", negative))).tensor("a").elements == [-1, -2, -3, -4])
  }

  @Test("Python 2's text, and dictionaries that are made of pairs")
  func readsPython2() throws {
    let pair = P.tuple([0x55, 1] + Array("a".utf8), P.tensor())
    #expect(try open(P.call("collections", "OrderedDict", [0x5D] + pair + [0x61])).names == ["a"])
  }

  @Test("A key that comes again replaces the one before, and keys that are no text are none")
  func readsKeys() throws {
    let first = P.tensor(size: P.tuple([2]))
    #expect(try open(P.dictionary(("a", first), ("a", P.tensor()))).entry("a")?.shape == [4])
    #expect(try open([0x7D] + P.int(1) + P.tensor() + [0x73] + P.text("a") + P.tensor() + [0x73]).names == ["a"])
  }

  // MARK: Names

  @Test(
    "Names that would run something are refused wherever they stand",
    arguments: [
      ("os", "system"), ("posix", "system"), ("nt", "system"), ("subprocess", "Popen"), ("builtins", "eval"),
      ("__builtin__", "getattr"), ("builtins", "__import__"), ("importlib", "import_module"), ("os.path", "join"),
      ("pickle", "loads"), ("torch.storage", "_load_from_bytes"), ("torch", "load"), ("torch.hub", "load"),
      ("torch.jit._script", "load"), ("runpy", "run_path"), ("sys", "exit"), ("ctypes", "CDLL"), ("socket", "socket"),
    ])
  func refusesNames(_ module: String, _ name: String) {
    refuses("'\(module).\(name)', which has no place") { try open(P.call(module, name, P.text("true"))) }
    refuses("no place") { try open(P.dictionary(("a", P.tensor()), ("state", P.call(module, name)))) }
    let stacked = P.text(module) + P.text(name) + [0x93]
    refuses("no place") { try open(P.dictionary(("a", P.tensor()), ("state", stacked))) }
  }

  @Test("What nobody has heard of is passed over beside the weights, and an error in their place")
  func passesOver() throws {
    let object = P.call("some.where", "Thing", P.int(1)) + P.dictionary(("x", P.int(2))) + [0x62]
    let file = try open(P.dictionary(("state_dict", P.dictionary(("a", P.tensor()))), ("thing", object)))
    #expect(file.names == ["a"])
    #expect(file.dictionary == "state_dict")
    refuses("'thing' is an object of 'some.where.Thing'") {
      try open(P.dictionary(("a", P.tensor()), ("thing", object)))
    }
    refuses("'model' holds an object of 'some.where.Thing'") { try open(P.dictionary(("model", object))) }
    refuses("the file holds an object of 'some.where.Thing'") { try open(object) }
    refuses("'b' is a number") { try open(P.dictionary(("a", P.tensor()), ("b", P.int(3)))) }
    refuses("which has epoch") { try open(P.dictionary(("epoch", P.int(3)))) }
    refuses("a dot in it") { try open(P.text("some") + P.text("a.b") + [0x93]) }
  }

  // MARK: The machine

  @Test(
    "Opcodes that PyTorch does not write are refused",
    arguments: Array("0123456789".utf8).filter { $0 != UInt8(ascii: "9") }
      + Array("IFLSVgpPdlio".utf8) + [0x82, 0x83, 0x84, 0x97, 0x98, 0xFF])
  func refusesOpcodes(_ opcode: UInt8) { refuses("which PyTorch does not write") { try open([0x4E, opcode, 0x0A]) } }

  @Test(
    "A stack that lacks something, and a pickle that is cut, are errors",
    arguments: [
      ([], "0 values"), ([0x85], "value is missing"), ([0x74], "mark is missing"), ([0x4E, 0x75], "mark is missing"),
      ([0x52], "value is missing"), ([0x7D, 0x28, 0x4E, 0x75], "key without a value"), ([0x68, 0], "never kept"),
      ([0x71, 0], "no value to keep"), ([0x4E, 0x72, 0xFF, 0xFF, 0xFF, 0xFF], "to keep as 4294967295"),
      ([0x4E, 0x28], "1 values"), ([0x4E, 0x4E], "2 values"), ([0x28, 0x4E, 0x85, 0x4E, 0x86, 0x86], "missing"),
      ([0x4E, 0x4E, 0x61], "expected a list"), ([0x4E, 0x4E, 0x4E, 0x73], "expected a dictionary"),
      ([0x4E, 0x4E, 0x62], "state is given to None"), ([0x4E, 0x29, 0x52], "None is called"),
      ([0x58, 0xFF, 0xFF, 0xFF, 0xFF], "announced"), ([0x8D] + Array(repeating: 0xFF, count: 8), "announced"),
      ([0x95] + Array(repeating: 0x7F, count: 8), "announced"), ([0x8B, 0xFF, 0xFF, 0xFF, 0xFF], "announced"),
      ([0x8E, 0, 0, 0, 0, 0, 0, 0, 0x80], "announced"),
      // One byte more than is left.
      ([0x8A, 3, 0xFF], "3 bytes are announced, 2 are left"), ([0x8C, 3, 0x61], "3 bytes are announced, 2 are left"),
      ([0x4A, 1], "it is cut"), ([0x80, 2], "second protocol"),
      ([0x63, 0x61], "does not end"), ([0x4E, 0x51], "persistent id"),
    ] as [([UInt8], String)])
  func refusesBrokenPickles(_ value: [UInt8], _ words: String) { refuses(words) { try open(value) } }

  @Test("Protocols other than 2 to 5 are refused", arguments: [0, 1, 6, 255] as [UInt8])
  func refusesProtocols(_ version: UInt8) {
    var files = ZipWriter.checkpoint([0x4E])
    files[0].content[1] = version
    refuses("protocol \(version)") { try open(files) }
  }

  @Test("What is too deep, too many or too large is refused")
  func refusesExcess() {
    func many(_ count: Int, _ unit: [UInt8]) -> [UInt8] { Array(repeatElement(unit, count: count).joined()) }
    refuses("more than 1000 times") { try open([0x4E] + many(2000, [0x85])) }
    refuses("more than 1000 times") { try open(many(2000, [0x28])) }
    refuses("more than 1000 times") { try open(many(2000, [0x5D, 0x28]) + [0x4E] + many(2000, [0x65])) }
    // A list that holds itself is as deep as it is often appended.
    refuses("more than 1000 times") { try open([0x5D, 0x71, 0] + many(2000, [0x68, 0, 0x61])) }
    refuses("values on the stack") { try open(many(2 << 20, [0x4E])) }
    refuses("opcodes") { try open([0x7D] + many(3 << 20, [0x4E, 0x62])) }
    refuses("take more than") { try open([0x5D] + many(1 << 20, [0x4E, 0x85, 0x61])) }
    refuses("more than 67108864") { try open([0x42] + P.bytes(UInt32(65 << 20)) + many(65 << 20, [0])) }
    refuses("more than 50000 tensors") { try open([0x5D] + many(60_000, P.tensor() + [0x61])) }
  }

  @Test("Doublings by the memo take no time, wherever they stand")
  func survivesDoublings() throws {
    // t = (t, t), 64 times.
    let laughs: [UInt8] = P.int(1) + (0..<64).flatMap { [0x71, UInt8($0), 0x68, UInt8($0), 0x86] as [UInt8] }
    let beside = try open(P.dictionary(("state_dict", P.dictionary(("a", P.tensor()))), ("x", laughs)))
    #expect(beside.names == ["a"])
    refuses("'b' is a tuple") { try open(P.dictionary(("a", P.tensor()), ("b", laughs))) }
    refuses("the file holds a tuple") { try open(laughs) }
    refuses("other arguments than") { try open(P.dictionary(("a", P.tensor(size: laughs)))) }
    #expect(try open([0x7D] + laughs + P.tensor() + [0x73] + P.text("a") + P.tensor() + [0x73]).names == ["a"])
  }

  // MARK: Tensors

  @Test(
    "Tensors that reach beyond their storage are refused",
    arguments: [
      (P.int(1), P.tuple([4]), P.tuple([1]), "last element"), (P.int(-1), P.tuple([4]), P.tuple([1]), "below 0"),
      (P.int(.max), P.tuple([2]), P.tuple([1]), "last element"),
      (P.int(0), P.tuple([2]), P.tuple([.max]), "last element"),
      (P.int(0), P.tuple([4]), P.tuple([-1]), "below 0"),
      (P.int(0), P.tuple([4]), P.tuple([1, 1]), "expected 1 strides"),
      (P.int(0), P.tuple([-4]), P.tuple([1]), "negative extent"),
      (P.int(0), P.tuple([1 << 31, 1 << 33]), P.tuple([0, 0]), "too many elements"),
      (P.int(0), P.tuple([1 << 20, 1 << 20]), P.tuple([0, 0]), "only 1 elements that are stored"),
      (P.int(0), P.tuple(Array(repeating: 1, count: 65)), P.tuple(Array(repeating: 1, count: 65)), "65 axes"),
      (P.text("0"), P.tuple([4]), P.tuple([1]), "other arguments"),
      (P.int(0), P.int(4), P.tuple([1]), "other arguments"),
      (P.int(0), P.tuple(P.text("4")), P.tuple([1]), "other arguments"),
      (P.int(0), P.tuple([0x8A, 9, 0, 0, 0, 0, 0, 0, 0, 0, 1] as [UInt8]), P.tuple([1]), "other arguments"),
    ] as [([UInt8], [UInt8], [UInt8], String)])
  func refusesTensors(_ offset: [UInt8], _ size: [UInt8], _ stride: [UInt8], _ words: String) {
    refuses(words) { try open(P.dictionary(("a", P.tensor(offset: offset, size: size, stride: stride)))) }
  }

  @Test("Storages that are not what their id says are refused")
  func refusesStorages() {
    func file(_ storages: [UInt8]...) -> [UInt8] {
      [0x7D, 0x28] + storages.enumerated().flatMap { P.text("\($0)") + P.tensor($1, size: P.tuple([1])) } + [0x75]
    }
    refuses("is 16 bytes, expected 20") { try open(file(P.storage(count: 5))) }
    refuses("is 16 bytes, expected 12") { try open(file(P.storage(count: 3))) }
    refuses("is 16 bytes, expected 32") { try open(file(P.storage(type: "DoubleStorage"))) }
    refuses("two types or sizes") { try open(file(P.storage(), P.storage(type: "IntStorage"))) }
    refuses("two types or sizes") { try open(file(P.storage(), P.storage(count: 2))) }
    refuses("'../0' is not in the file") { try open(file(P.storage("../0"))) }
    refuses("persistent id") { try open(file(P.storage(count: -4))) }
    refuses("elements") { try open(file(P.storage(count: .max))) }
    refuses("persistent id") { try open(file(P.storage(view: [0x4E]))) }
    refuses("persistent id") { try open(file(P.text("0") + [0x51])) }
    refuses("persistent id") { try open(file(P.tuple(P.text("storage")) + [0x51])) }
    refuses("whole module") { try open(file(P.tuple(P.text("module"), [0x4E]) + [0x51])) }
    refuses("expected a dictionary") { try open(P.dictionary(("a", P.tensor() + P.int(0) + P.int(7) + [0x73]))) }
    refuses("expected a dictionary") { try open(P.dictionary(("a", P.storage() + P.int(0) + P.int(7) + [0x73]))) }
    refuses("state is given to a tensor") { try open(P.dictionary(("a", P.tensor() + P.dictionary() + [0x62]))) }
  }

  // MARK: The archive

  private var good: [ZipWriter.File] { ZipWriter.checkpoint(P.dictionary(("a", P.tensor()))) }

  private func changed(_ index: Int, _ change: (inout ZipWriter.File) -> Void) -> [ZipWriter.File] {
    var files = good
    change(&files[index])
    return files
  }

  @Test("Archives that two readers read differently are refused")
  func refusesAmbiguousArchives() {
    refuses("two entries 'x/data.pkl'") { try open(good + [good[0]]) }
    refuses("'y/data.pkl' is not in the folder 'x/'") { try open(good + [.init("y/data.pkl", good[0].content)]) }
    refuses("without a data.pkl in its first folder") { try open([.init("y/data.pkl.", [])] + good) }
    refuses("another name where it stands") { try open(changed(2) { $0.localName = "x/data/1" }) }
    // An entry in the contents of the one before it.
    let within = Array(ZipWriter.archive([.init("x/b", [])]).prefix(33))
    let outer = good.reduce(0) { $0 + 30 + $1.name.utf8.count + $1.content.count }
    refuses("overlaps the entry before it") {
      try open(good + [.init("x/a", within), .init("x/b", [], fields: [42: P.bytes(UInt32(outer + 33))])])
    }
    let inner = Array(ZipWriter.archive(good))
    refuses("two ends") { try open(good, comment: Array(inner.suffix(22))) }
    refuses("the archive is cut") { try PyTorchFile(Bytes(inner + [0]), path: "x") }
    refuses("expected to end") {
      try PyTorchFile(Bytes(Array(inner.dropLast(22)) + [0] + Array(inner.suffix(22))), path: "x")
    }
  }

  @Test("Names that lead elsewhere are refused", arguments: ["/x", "x/../y", "x\\y", "x\u{0}", ""])
  func refusesPaths(_ name: String) { refuses("no name of a file") { try open(good + [.init(name, [])]) } }

  @Test("Files of an archive that are not as PyTorch has them are refused")
  func refusesFiles() {
    refuses("no 'x/version'") { try open(Array(good.dropLast())) }
    refuses("version '11'") { try open(changed(3) { $0.content = Array("11\n".utf8) }) }
    refuses("version 'x'") { try open(changed(3) { $0.content = Array("x".utf8) }) }
    refuses("expected at most 64") { try open(changed(3) { $0.content = Array(repeating: 0x31, count: 65) }) }
    refuses("byte order 'middle'") { try open(changed(1) { $0.content = Array("middle".utf8) }) }
    refuses("TorchScript") { try open(good + [.init("x/constants.pkl", [])]) }
    refuses("checksum") { try open(changed(0) { $0.fields[16] = [1, 2, 3, 4] }) }
    refuses("encrypted") { try open(changed(2) { $0.fields[8] = [1, 0] }) }
    refuses("method 14") { try open(changed(2) { $0.fields[10] = [14, 0] }) }
    refuses("cannot be") { try open(changed(2) { ($0.fields[10], $0.fields[24]) = ([8, 0], [0, 0, 0, 0x7F]) }) }
    // Far more than tensors use would be inflated.
    let large = Array(repeating: 0 as UInt8, count: 96 << 20)
    refuses("is deflated, 100663296 bytes, of which tensors use 16") {
      let value = P.dictionary(("a", P.tensor(P.storage(count: large.count / 4))))
      let fields = [10: [8, 0], 24: P.bytes(UInt32(large.count))]
      var files = ZipWriter.checkpoint(value)
      files[2] = .init("x/data/0", ZipWriter.deflated(large), fields: fields)
      return try open(files)
    }
  }

  @Test("Messages have no line breaks and no floods")
  func writesShortMessages() {
    let name = String(repeating: "\u{1B}[31m\n", count: 100_000)
    let error = #expect(throws: BackboneError.self) {
      _ = try open(P.dictionary((name, P.tensor()), ("b", P.int(1))))
    }
    #expect(error?.message.count ?? .max < 2000)
    let other = #expect(throws: BackboneError.self) { _ = try open(P.dictionary((name, P.int(1)))) }
    #expect(other?.message.count ?? .max < 2000)
    #expect(other?.message.contains("\n") == false && other?.message.contains("\\u{1B}[31m\\n") == true)
    let module = #expect(throws: BackboneError.self) {
      _ = try open(P.dictionary((name, P.call("a", "b")), ("c", P.tensor())))
    }
    #expect(module?.message.count ?? .max < 2000)
  }

  // MARK: The older format

  /// A file of pickles and storages.
  private func sequence(
    magic: [UInt8] = [0x8A, 0x0A, 0x6C, 0xFC, 0x9C, 0x46, 0xF9, 0x20, 0x6A, 0xA8, 0x50, 0x19], version: Int = 1001,
    _ value: [UInt8], keys: [UInt8] = [0x5D] + P.text("0") + [0x61], storages: [UInt8]? = nil
  ) -> [UInt8] {
    let elements = [1, 2, 3, 4].flatMap { (value: Float) in P.bytes(value.bitPattern) }
    return [magic, P.int(version), P.dictionary(), value, keys].flatMap(P.pickle) + (storages ?? P.bytes(4) + elements)
  }

  @Test("The older format is read, with views of storages")
  func readsSequences() throws {
    func storage(_ view: [UInt8]) -> [UInt8] { P.tensor(P.storage(view: view), size: P.tuple([2])) }
    let value = P.dictionary(("a", storage([0x4E])), ("b", storage(P.tuple(P.text("v"), P.int(2), P.int(2)))))
    let file = try PyTorchFile(Bytes(sequence(value)), path: "x")
    #expect(try file.tensor("a").elements == [1, 2])
    #expect(try file.tensor("b").elements == [3, 4])
  }

  @Test("A file in the older format that lacks something is refused")
  func refusesSequences() {
    let value = P.dictionary(("a", P.tensor(P.storage(view: [0x4E]))))
    func refuse(_ words: String, _ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) {
      refuses(words, sourceLocation: sourceLocation) { try PyTorchFile(Bytes(bytes), path: "x") }
    }
    refuse("another version", sequence(version: 1000, value))
    refuse("'0' is not in the file", sequence(value, keys: [0x5D]))
    refuse("comes twice", sequence(value, keys: [0x5D] + P.text("0") + [0x61] + P.text("0") + [0x61]))
    refuse("no tensor has", sequence(value, keys: [0x5D] + P.text("1") + [0x61]))
    refuse("no list", sequence(value, keys: P.int(1)))
    refuse("is of 5 elements", sequence(value, storages: P.bytes(5)))
    refuse("cut in storage", sequence(value, storages: P.bytes(4) + [0]))
    refuse("cut before storage", sequence(value, storages: [4]))
    let beyond = P.tuple(P.text("v"), P.int(3), P.int(2))
    refuse("a view beyond", sequence(P.dictionary(("a", P.tensor(P.storage(view: beyond))))))
    let part = P.tuple(P.text("v"), P.int(0), P.int(2))
    refuse("last element", sequence(P.dictionary(("a", P.tensor(P.storage(view: part))))))
    refuse("persistent id", sequence(P.dictionary(("a", P.tensor()))))
    refuse("no place", sequence(value, keys: P.call("os", "system", P.text("true"))))
  }
}
