/// The parameters in what a training run saved: names and tensors of the dictionary that holds them.
struct Checkpoint {
  /// The keys under which the dictionary stands, joined by dots; nil where the file has nothing else.
  private(set) var dictionary: String?
  /// The tensors by name.
  private(set) var tensors: [String: PickledTensor] = [:]

  /// The dictionaries that timm looks for, in its order, and whether one that is there may be None.
  private static let timmKeys = [
    ("state_dict_ema", true), ("model_ema", true), ("state_dict", false), ("model", false),
  ]
  /// Where others keep theirs: PyTorch's tutorials, BasicSR, DeepSpeed, SlowFast, DINO, I-JEPA, Classy Vision. They are
  /// looked for where a dictionary has no tensor itself.
  private static let otherKeys = [
    "model_state_dict", "ema_state_dict", "params_ema", "params", "net", "module", "model_state", "teacher", "encoder",
    "classy_state_dict", "base_model",
  ]
  /// Dictionaries that have a part of the parameters each, whose names then begin with theirs: Classy Vision.
  private static let partKeys = ["trunk", "heads"]

  /// Finds the parameters of `value`, in the dictionaries that one key or two lead to.
  ///
  /// - Throws: `.malformedFile` for a file without parameters, and for a parameter that is no plain tensor.
  init(_ value: PickleValue, of pickle: Unpickler) throws(BackboneError) {
    var (value, path) = (value, [String]())
    var items = try Self.items(of: value, at: path, pickle)
    while path.count < InputLimits.unwrappings, let key = Self.wrapper(in: items, pickle.objects) {
      value = items[key]!
      path.append(key)
      items = try Self.items(of: value, at: path, pickle)
    }
    if Self.partKeys.allSatisfy({ items[$0]?.isDictionary ?? false }) {
      var parts: [String: PickleValue] = [:]
      for key in Self.partKeys {
        for (name, value) in try Self.items(of: items[key]!, at: path + [key], pickle) {
          parts["\(key).\(name)"] = value
        }
      }
      items = parts
    }
    dictionary = path.isEmpty ? nil : path.joined(separator: ".")
    let place = dictionary.map { " in '\($0)'" } ?? ""
    guard items.values.contains(where: pickle.objects.isTensor) else {
      throw BackboneError(
        .malformedFile,
        items.isEmpty
          ? "no parameters\(place): the dictionary is empty"
          : "no parameters\(place), which has \(items.keys.sorted().summary)")
    }
    for (name, value) in items {
      guard case .tensor(let index) = value else {
        throw BackboneError(
          .malformedFile, "\(name.quoted)\(place) is \(pickle.objects.kind(value)), expected a tensor")
      }
      tensors[name] = pickle.objects.tensors[index]
    }
  }

  /// The values of a dictionary that have text for a key.
  private static func items(
    of value: PickleValue, at path: [String], _ pickle: Unpickler
  ) throws(BackboneError) -> [String: PickleValue] {
    guard case .dictionary(let index) = value else {
      let place = path.isEmpty ? "the file" : "'\(path.joined(separator: "."))'"
      throw BackboneError(
        .malformedFile,
        "\(place) holds \(pickle.objects.kind(value)), expected a dictionary of tensors; save a model's state_dict(), "
          + "not the model")
    }
    var items: [String: PickleValue] = [:]
    for (key, value) in pickle.objects.dictionaries[index].items {
      guard case .text = key else { continue }
      guard let name = pickle.text(key) else { throw BackboneError(.malformedFile, "a name is not UTF-8") }
      items[name] = value
    }
    return items
  }

  /// The key of the dictionary in another one that has the parameters; nil where these stand beside it.
  private static func wrapper(in items: [String: PickleValue], _ objects: PickledObjects) -> String? {
    for (key, mayBeNone) in timmKeys {
      guard let value = items[key], !objects.isTensor(value) else { continue }
      if case .none = value, mayBeNone { continue }
      return key
    }
    if items.values.contains(where: objects.isTensor) { return nil }
    return otherKeys.first { items[$0]?.isDictionary ?? false }
  }
}

extension PickleValue {
  fileprivate var isDictionary: Bool { if case .dictionary = self { true } else { false } }
}
