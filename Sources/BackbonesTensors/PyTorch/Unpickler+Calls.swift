/// What the calls that a pickle asks for give: tensors, dictionaries, or an opaque value.
extension Unpickler {
  /// What `REDUCE` gives.
  mutating func result(
    of function: PickleValue, _ arguments: ArraySlice<PickleValue>
  ) throws(BackboneError) -> PickleValue {
    guard case .global(let index) = function else {
      guard case .opaque = function else { throw fault("\(objects.kind(function)) is called") }
      return function
    }
    let arguments = Array(arguments)
    switch objects.globals[index].meaning {
    case .orderedDictionary: return try orderedDictionary(arguments)
    case .rebuildTensor(let version): return try tensor(version, arguments)
    case .rebuildParameter:
      guard let value = arguments.first else { throw fault("a parameter of nothing") }
      return value
    case .rebuildFromType:
      guard arguments.count == 4, case .global(let inner) = arguments[0], let values = objects.tuple(arguments[2])
      else {
        throw fault("a tensor with attributes, of other arguments than function, type, arguments, state")
      }
      // One within another would be a recursion as deep as the file likes.
      if case .rebuildFromType = objects.globals[inner].meaning { throw fault("a tensor with attributes twice") }
      return try result(of: arguments[0], values)
    case .size:
      guard arguments.count == 1, case .tuple = arguments[0] else { throw fault("a torch.Size of no tuple") }
      return arguments[0]
    case .storage, .dataType, .otherTensor, .opaque: return .opaque(index)
    }
  }

  /// What `NEWOBJ` gives.
  mutating func instance(of type: PickleValue) throws(BackboneError) -> PickleValue {
    guard case .global(let index) = type else { throw fault("\(objects.kind(type)) is no class") }
    if case .orderedDictionary = objects.globals[index].meaning { return try dictionary() }
    return .opaque(index)
  }

  /// The tuple of a call's arguments.
  func arguments(_ value: PickleValue) throws(BackboneError) -> ArraySlice<PickleValue> {
    guard let arguments = objects.tuple(value) else {
      throw fault("arguments are \(objects.kind(value)), expected a tuple")
    }
    return arguments
  }

  /// Python 2 gives all items to the constructor, as a list of pairs.
  private mutating func orderedDictionary(_ arguments: [PickleValue]) throws(BackboneError) -> PickleValue {
    let result = try dictionary()
    guard case .dictionary(let index) = result, let first = arguments.first else { return result }
    guard arguments.count == 1, case .list(let list) = first else {
      throw fault("a dictionary of \(objects.kind(first)), expected a list of pairs")
    }
    for element in objects.lists[list].elements {
      let pair: [PickleValue]
      if case .list(let inner) = element {
        pair = objects.lists[inner].elements
      } else {
        pair = objects.tuple(element).map(Array.init) ?? []
      }
      guard pair.count == 2 else { throw fault("an item of a dictionary is \(objects.kind(element)), expected a pair") }
      try charge(32)
      objects.dictionaries[index].items.append((pair[0], pair[1]))
    }
    objects.dictionaries[index].depth = objects.lists[list].depth
    return result
  }
}

// MARK: - Storages and tensors

extension Unpickler {
  /// The storage that a persistent id names: `('storage', type, key, location, count)`, and in the older format also
  /// `view`, None or `(key, offset, count)`. The device that it was on means nothing.
  mutating func storage(_ identifier: PickleValue) throws(BackboneError) -> PickleValue {
    let fields = objects.tuple(identifier).map(Array.init) ?? []
    let kind = fields.first.flatMap(text)
    if kind == "module" { throw fault("a whole module was saved, expected its state_dict()") }
    guard kind == "storage", fields.count == identifierLength, case .global(let global) = fields[1],
      case .storage(let type) = objects.globals[global].meaning, let key = text(fields[2]), text(fields[3]) != nil,
      case .int(let count) = fields[4], count >= 0
    else { throw fault("a persistent id that is no storage's") }
    let (size, overflows) = count.multipliedReportingOverflow(by: type.size)
    guard !overflows else { throw fault("storage \(key.quoted) of \(count) elements") }
    let index: Int
    if let known = storageIndices[key] {
      guard objects.storages[known].type == type, objects.storages[known].count == count else {
        throw fault("storage \(key.quoted) has two types or sizes")
      }
      index = known
    } else {
      try charge(256 + 2 * key.utf8.count)
      index = objects.storages.count
      objects.storages.append(.init(key: key, type: type, global: global, count: count, byteCount: size))
      storageIndices[key] = index
    }
    var part = 0..<count
    if fields.count > 5, let view = objects.tuple(fields[5]).map(Array.init) {
      guard view.count == 3, case .int(let offset) = view[1], case .int(let length) = view[2], offset >= 0, length >= 0,
        offset <= count, length <= count - offset
      else { throw fault("storage \(key.quoted) has a view beyond it") }
      part = offset..<offset + length
    } else if fields.count > 5 {
      guard case .none = fields[5] else { throw fault("storage \(key.quoted) has a view that is no tuple") }
    }
    try charge(32)
    objects.references.append(.init(storage: index, elements: part))
    return .storage(objects.references.count - 1)
  }

  /// The tensor that a function of `torch._utils` makes of a storage.
  private mutating func tensor(
    _ version: PickleGlobal.RebuildVersion, _ arguments: [PickleValue]
  ) throws(BackboneError) -> PickleValue {
    let counts =
      switch version {
      case .first: 4...4
      case .second: 6...7
      case .third: 7...8
      }
    guard counts.contains(arguments.count), case .storage(let reference) = arguments[0],
      case .int(let offset) = arguments[1], let sizes = integers(arguments[2]), let strides = integers(arguments[3])
    else { throw fault("a tensor of other arguments than storage, offset, size, stride") }
    let (index, part) = (objects.references[reference].storage, objects.references[reference].elements)
    let storage = objects.storages[index]
    var (type, global) = (storage.type, storage.global)
    var metadata = counts.count > 1 && arguments.count == counts.upperBound ? arguments.last : nil
    if version == .third {
      guard storage.type.isUntyped, case .global(let name) = arguments[6],
        case .dataType(let given) = objects.globals[name].meaning
      else { throw fault("a tensor of a type of its own, expected bytes and the type") }
      (type, global) = (given, name)
    } else if storage.type.isUntyped {
      throw fault("a tensor of bytes without a type")
    }
    guard let element = type.element else { return .opaque(global) }
    var isNegated = false
    if case .none? = metadata { metadata = nil }
    if let metadata {
      guard case .dictionary(let index) = metadata else { throw fault("a tensor's metadata that are no dictionary") }
      for (key, value) in objects.dictionaries[index].items where text(key) == "neg" {
        if case .bool(let isTrue) = value { isNegated = isTrue }
      }
    }
    guard objects.tensors.count < InputLimits.tensors else {
      throw fault("more than \(InputLimits.tensors) tensors")
    }
    try charge(256 + 32 * sizes.count)
    guard sizes.count <= InputLimits.axes, TensorShape.checkedCount(sizes) != nil else {
      throw fault("a tensor of \(sizes.count) axes, a negative extent, or too many elements")
    }
    let shape = TensorShape(sizes)
    let unit = version == .third ? storage.byteCount / element.size : part.count
    var span: Range<Int>
    do throws(BackboneError) {
      span = try StoredTensor.span(of: shape, offset: offset, strides: strides, in: unit)
    } catch {
      throw fault("a tensor of \(error.message)")
    }
    if !span.isEmpty, version != .third {
      span = part.lowerBound + span.lowerBound..<part.lowerBound + span.upperBound
    }
    guard shape.count <= max(span.count, InputLimits.expandedElements) else {
      throw fault("a tensor of shape \(sizes), of only \(span.count) elements that are stored")
    }
    objects.tensors.append(
      .init(storage: index, type: element, shape: shape, strides: strides, span: span, isNegated: isNegated))
    return .tensor(objects.tensors.count - 1)
  }

  /// The numbers of a tuple.
  private func integers(_ value: PickleValue) -> [Int]? {
    guard let elements = objects.tuple(value) else { return nil }
    var numbers: [Int] = []
    for element in elements.prefix(InputLimits.axes + 1) {
      guard case .int(let number) = element else { return nil }
      numbers.append(number)
    }
    return numbers
  }
}
