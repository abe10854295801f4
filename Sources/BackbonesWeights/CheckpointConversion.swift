internal import BackbonesCLibrary
internal import BackbonesGraphs
internal import BackbonesModels
internal import BackbonesTensors

/// A state dict on its way from another project's layout to timm's. Nothing is read: names and shapes follow from names
/// and shapes.
struct CheckpointConversion {
  private(set) var tensors: [String: LazyTensor]
  private let model: [String: Parameter]

  /// The tensors that a layout makes of others, for a model of these parameters.
  static func convert(
    _ tensors: [String: LazyTensor], from layout: CheckpointLayout, to model: [String: Parameter]
  ) -> [String: LazyTensor] {
    var conversion = CheckpointConversion(tensors: tensors, model: model)
    for rule in layout.rules { conversion.apply(rule) }
    return conversion.tensors
  }

  private mutating func apply(_ rule: CheckpointRule) {
    switch rule {
    case .under(let prefixes):
      renameAll { name in
        prefixes.first(where: name.hasPrefix).map { String(name.dropFirst($0.count)) }
      }
    case .drop(let pattern): renameAll { pattern.matches($0) ? nil : $0 }
    case .optional(let pattern): renameAll { [model] in pattern.matches($0) && model[$0] == nil ? nil : $0 }
    case .rename(let pattern, let template): renameAll { pattern.replaced(in: $0, by: template) ?? $0 }
    case .runs(let pattern, let template, let counting):
      let places = runs(counting)
      renameAll { name in
        pattern.replaced(in: name, by: template) { numbers in
          numbers[0] < places.count ? [places[numbers[0]].stage, places[numbers[0]].block] : numbers + numbers
        } ?? name
      }
    case .sections(let pattern, let template, let beginning):
      let starts = Set(tensors.keys.compactMap { beginning.numbers(in: $0)?.first })
      renameAll { name in
        pattern.replaced(in: name, by: template) { numbers in [starts.count { $0 <= numbers[0] }] } ?? name
      }
    case .reshape, .permute, .kernel, .patches, .flatten, .map, .sum, .positions: changeAll(rule)
    case .split(let pattern, let templates): split(pattern, into: templates)
    case .cut(let pattern, let rows, let first, let rest):
      divide(pattern) { tensor in
        tensor.rowCount >= rows ? [(first, 0..<rows), (rest, rows..<tensor.rowCount)] : nil
      }
    case .join(let patterns, let template): join(patterns, template)
    case .unstack(let pattern, let template):
      for (name, tensor) in matching(pattern)
      where tensor.shape.rank > 0 && tensor.shape[0] + tensors.count <= InputLimits.tensors {
        tensors[name] = nil
        for index in 0..<tensor.shape[0] {
          let part = LazyTensor.part(index, of: tensor)
          tensors[pattern.replaced(in: name, by: template) { _ in [index] }!] = part
        }
      }
    case .add(let pattern, let template, let subtracting):
      for (name, tensor) in matching(pattern) where model[name] == nil {
        tensors[name] = nil
        let target = pattern.replaced(in: name, by: template)!
        guard let sum = tensors[target], sum.shape.count == tensor.shape.count else { continue }
        tensors[target] = sum.adding(tensor, times: subtracting ? -1 : 1)
      }
    case .zeros(let pattern, let template):
      for (name, tensor) in matching(pattern) where tensor.shape.rank > 0 {
        let target = pattern.replaced(in: name, by: template)!
        if tensors[target] == nil { tensors[target] = .zeros(tensor.shape[0]) }
      }
    }
  }

  // MARK: Names

  /// Gives every tensor another name, or none. Of two that would have one name, the first in order has it.
  private mutating func renameAll(_ rename: (String) -> String?) {
    var renamed: [String: LazyTensor] = [:]
    for (name, tensor) in tensors.sorted(by: { $0.key < $1.key }) {
      guard let new = rename(name) else { continue }
      renamed[renamed[new] == nil ? new : name] = tensor
    }
    tensors = renamed
  }

  private func matching(_ pattern: NamePattern) -> [(String, LazyTensor)] {
    tensors.filter { pattern.matches($0.key) }.sorted { $0.key < $1.key }
  }

  /// The stage and place of each block of the model, in the order of both.
  private func runs(_ counting: NamePattern) -> [(stage: Int, block: Int)] {
    let places = Set(model.keys.compactMap { counting.numbers(in: $0) }.filter { $0.count == 2 })
    return places.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }.map { ($0[0], $0[1]) }
  }

  // MARK: Shapes and values

  private mutating func changeAll(_ rule: CheckpointRule) {
    for (name, tensor) in tensors { tensors[name] = changed(tensor, named: name, by: rule) ?? tensor }
  }

  private func changed(_ tensor: LazyTensor, named name: String, by rule: CheckpointRule) -> LazyTensor? {
    let shape = tensor.shape
    switch rule {
    case .reshape(let pattern) where pattern.matches(name):
      return model[name].map { tensor.reshaped(like: $0.shape) }
    case .permute(let pattern, let axes) where pattern.matches(name) && axes.count == shape.rank:
      return tensor.permuted(axes)
    case .kernel(let pattern, var inputs) where pattern.matches(name):
      if inputs < 0 { inputs += shape.rank }
      guard inputs > 0, inputs < shape.rank else { return nil }
      let columns = shape.dimensions[..<inputs].reduce(1, *)
      let rows = shape.dimensions[inputs...].reduce(1, *)
      return tensor.reshaped([columns, rows]).permuted([1, 0])
    case .patches(let pattern) where pattern.matches(name) && shape.rank == 2:
      let side = Int(Double(shape[1] / 3).squareRoot())
      return 3 * side * side == shape[1] ? tensor.reshaped([shape[0], 3, side, side]) : nil
    case .flatten(let pattern) where pattern.matches(name): return tensor.reshaped([shape.count])
    case .map(let pattern, let function) where pattern.matches(name): return tensor.map(function.callAsFunction)
    case .sum(let pattern, let axis) where pattern.matches(name) && shape.rank == 5: return tensor.summed(axis: axis)
    case .positions(let pattern, let interpolation) where pattern.matches(name):
      return model[name].flatMap { PositionTable.resized(tensor, to: $0, by: interpolation) }
    default: return nil
    }
  }

  // MARK: Parts

  private mutating func split(_ pattern: NamePattern, into templates: [NameTemplate?]) {
    divide(pattern) { tensor in
      guard tensor.rowCount % templates.count == 0 else { return nil }
      let rows = tensor.rowCount / templates.count
      var parts: [(NameTemplate?, Range<Int>)] = []
      for (index, template) in templates.enumerated() {
        if let last = parts.last, last.0 == template {
          parts[parts.count - 1].1 = last.1.lowerBound..<(index + 1) * rows
        } else {
          parts.append((template, index * rows..<(index + 1) * rows))
        }
      }
      return parts
    }
  }

  private mutating func divide(
    _ pattern: NamePattern, _ cut: (LazyTensor) -> [(template: NameTemplate?, rows: Range<Int>)]?
  ) {
    for (name, tensor) in matching(pattern) {
      guard let parts = cut(tensor) else { continue }
      tensors[name] = nil
      for (template, rows) in parts {
        if let template { tensors[pattern.replaced(in: name, by: template)!] = tensor.rows(rows) }
      }
    }
  }

  private mutating func join(_ patterns: [NamePattern], _ template: NameTemplate) {
    var groups: [String: [Int: (name: String, tensor: LazyTensor)]] = [:]
    for (place, pattern) in patterns.enumerated() {
      for (name, tensor) in matching(pattern) {
        groups[pattern.replaced(in: name, by: template)!, default: [:]][place] = (name, tensor)
      }
    }
    for (target, group) in groups where group.count == patterns.count {
      let parts = patterns.indices.map { group[$0]!.tensor }
      let rests = Set(parts.map { $0.shape.dimensions.dropFirst() })
      guard rests.count == 1, parts.allSatisfy({ $0.shape.rank > 0 }) else { continue }
      for (name, _) in group.values { tensors[name] = nil }
      tensors[target] = .joined(parts)
    }
  }
}

extension LazyTensor {
  /// What stands at an index of the first axis, without that axis.
  fileprivate static func part(_ index: Int, of tensor: LazyTensor) -> LazyTensor {
    let row = TensorShape(Array(tensor.shape.dimensions.dropFirst()))
    if tensor.shape[0] == 1 { return tensor.reshaped(row) }
    return tensor.rows(index..<index + 1).reshaped(row)
  }
}

extension CheckpointRule.Function {
  @Sendable fileprivate func callAsFunction(_ x: Float) -> Float {
    switch self {
    case .magnitude: abs(x) + 1e-5
    case .inverseLogarithm: logf(1 / x)
    }
  }
}
