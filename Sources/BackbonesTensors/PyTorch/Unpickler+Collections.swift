/// Collections and names, which later values refer to.
extension Unpickler {
  mutating func tuple(_ elements: [PickleValue]) throws(BackboneError) -> PickleValue {
    try charge(32 + 16 * elements.count)
    let depth = try depth(holding: elements)
    let start = objects.tupleElements.count
    objects.tupleElements += elements
    objects.tuples.append(.init(elements: start..<start + elements.count, depth: depth))
    return .tuple(objects.tuples.count - 1)
  }

  mutating func dictionary() throws(BackboneError) -> PickleValue {
    try charge(64)
    objects.dictionaries.append(.init())
    return .dictionary(objects.dictionaries.count - 1)
  }

  mutating func append(_ values: some Collection<PickleValue>) throws(BackboneError) {
    switch stack.last {
    case .list(let index)? where marks.last ?? 0 < stack.count:
      try charge(16 * values.count)
      objects.lists[index].depth = max(objects.lists[index].depth, try depth(holding: values))
      objects.lists[index].elements += values
    case .opaque?: break
    default: throw fault("values are appended to \(lastKind), expected a list")
    }
  }

  mutating func set(_ values: [PickleValue]) throws(BackboneError) {
    guard values.count % 2 == 0 else { throw fault("a key without a value") }
    switch stack.last {
    case .dictionary(let index)? where marks.last ?? 0 < stack.count:
      try charge(16 * values.count)
      objects.dictionaries[index].depth = max(objects.dictionaries[index].depth, try depth(holding: values))
      for at in stride(from: 0, to: values.count, by: 2) {
        objects.dictionaries[index].items.append((values[at], values[at + 1]))
      }
    case .opaque?: break
    default: throw fault("items are set on \(lastKind), expected a dictionary")
    }
  }

  private func depth(holding values: some Collection<PickleValue>) throws(BackboneError) -> Int {
    let depth = 1 + values.reduce(0) { max($0, objects.depth($1)) }
    guard depth <= InputLimits.depth else { throw tooDeep }
    return depth
  }

  mutating func global(_ module: String, _ name: String) throws(BackboneError) -> PickleValue {
    // Names are few, but each time one comes takes as long as several values.
    try charge(64)
    let whole = "\(module).\(name)"
    if let index = globalIndices[whole] { return .global(index) }
    guard whole.utf8.count <= 2 * InputLimits.globalName else {
      throw fault("the name \(whole.quoted) is too long")
    }
    guard let meaning = PickleGlobal(module: module, name: name) else {
      throw fault("the name \(whole.quoted), which has no place in a file of weights and may harm who runs it")
    }
    try charge(256 + 2 * whole.utf8.count)
    objects.globals.append(.init(name: whole, meaning: meaning))
    globalIndices[whole] = objects.globals.count - 1
    return .global(objects.globals.count - 1)
  }
}
