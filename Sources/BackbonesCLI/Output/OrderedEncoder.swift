/// Encodes JSON and keeps the keys in the order of encoding.
struct OrderedEncoder: Encoder {
  /// What is being built: containers share it.
  final class Node {
    private var value = JSON.literal("null")
    private var fields: [(key: String, node: Node)]?
    private(set) var elements: [Node]?

    var json: JSON {
      if let fields { return .object(fields.map { ($0.key, $0.node.json) }) }
      return elements.map { .array($0.map(\.json)) } ?? value
    }

    func becomeObject() { fields = fields ?? [] }
    func becomeArray() { elements = elements ?? [] }
    func set(_ value: some Encodable) throws { self.value = try JSON(value) }

    /// A new node behind those before it: a field where there is a key, an element where there is none.
    func child(_ key: String? = nil) -> Node {
      let node = Node()
      if let key { fields?.append((key, node)) } else { elements?.append(node) }
      return node
    }
  }

  let node: Node
  let codingPath: [any CodingKey] = []
  let userInfo: [CodingUserInfoKey: Any] = [:]

  init(_ node: Node = Node()) { self.node = node }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(Keyed<Key>(node))
  }
  func unkeyedContainer() -> any UnkeyedEncodingContainer { Unkeyed(node) }
  func singleValueContainer() -> any SingleValueEncodingContainer { Single(node: node) }

  private struct Keyed<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let node: Node
    let codingPath: [any CodingKey] = []

    init(_ node: Node) {
      node.becomeObject()
      self.node = node
    }

    func encodeNil(forKey key: Key) { _ = node.child(key.stringValue) }
    func encode(_ value: some Encodable, forKey key: Key) throws { try node.child(key.stringValue).set(value) }
    func nestedContainer<Inner: CodingKey>(keyedBy: Inner.Type, forKey key: Key) -> KeyedEncodingContainer<Inner> {
      KeyedEncodingContainer(Keyed<Inner>(node.child(key.stringValue)))
    }
    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
      Unkeyed(node.child(key.stringValue))
    }
    func superEncoder() -> any Encoder { OrderedEncoder(node.child("super")) }
    func superEncoder(forKey key: Key) -> any Encoder { OrderedEncoder(node.child(key.stringValue)) }
  }

  private struct Unkeyed: UnkeyedEncodingContainer {
    let node: Node
    let codingPath: [any CodingKey] = []
    var count: Int { node.elements?.count ?? 0 }

    init(_ node: Node) {
      node.becomeArray()
      self.node = node
    }

    func encodeNil() { _ = node.child() }
    func encode(_ value: some Encodable) throws { try node.child().set(value) }
    func nestedContainer<Inner: CodingKey>(keyedBy: Inner.Type) -> KeyedEncodingContainer<Inner> {
      KeyedEncodingContainer(Keyed<Inner>(node.child()))
    }
    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { Unkeyed(node.child()) }
    func superEncoder() -> any Encoder { OrderedEncoder(node.child()) }
  }

  private struct Single: SingleValueEncodingContainer {
    let node: Node
    let codingPath: [any CodingKey] = []

    func encodeNil() {}
    func encode(_ value: some Encodable) throws { try node.set(value) }
  }
}
