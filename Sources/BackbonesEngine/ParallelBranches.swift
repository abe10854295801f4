internal import BackbonesGraphs
internal import BackbonesTensors

/// Parallel branches whose sum is one convolution (structural re-parameterization, Ding et al. 2021, arXiv:2101.03697):
/// convolutions of one value and the value itself, with norms and factors after them. Their kernels are added when weights are
/// prepared, so that the value is read once, and no branch is written.
struct ParallelBranches: Sendable {
  /// How the sum is made.
  indirect enum Term: Sendable {
    /// The value that all branches read.
    case source
    case convolution(Int)
    /// A norm or a factor per channel, by its node.
    case affine(Int, of: Term)
    case sum(Term, Term)
  }

  let source: Int
  let term: Term
  /// The nodes of the branches and their sums, in order.
  let nodes: [Int]

  /// The branches of a term: nodes of convolutions, nil for the value itself.
  static func branches(of term: Term) -> [Int?] {
    switch term {
    case .source: [nil]
    case .convolution(let node): [node]
    case .affine(_, let term): branches(of: term)
    case .sum(let a, let b): branches(of: a) + branches(of: b)
    }
  }

  /// The convolution whose kernel has room for all others; nil if there is none, or only one branch.
  func anchor(in graph: Graph) -> Int? {
    let branches = Self.branches(of: term)
    func convolution(_ node: Int) -> Convolution { graph.nodes[node].operation as! Convolution }
    let convolutions = branches.compactMap { $0 }
    guard branches.count > 1,
      let anchor = convolutions.max(by: { convolution($0).window.kernel.area < convolution($1).window.kernel.area })
    else { return nil }
    let window = convolution(anchor).window
    let fit =
      convolutions.allSatisfy { convolution($0).groups == convolution(anchor).groups }
      && (convolutions.count == branches.count || graph.nodes[source].shape == graph.nodes[anchor].shape)
      && branches.allSatisfy { graph.window(ofBranch: $0).offset(in: window) != nil }
    return fit ? anchor : nil
  }
}

extension Graph {
  /// The window under which a branch reads its source: a pixel for the value itself.
  func window(ofBranch branch: Int?) -> Window { branch.map { (nodes[$0].operation as! Convolution).window } ?? .pixel }
}

extension Window {
  /// The tap of a larger window over the same map that reads what the first tap of this one does, if each of its taps has one
  /// there.
  func offset(in other: Window) -> (y: Int, x: Int)? {
    func tap(_ taps: (Int, Int), _ steps: (Int, Int), _ borders: (Int, Int)) -> Int? {
      let distance = borders.1 - borders.0
      let fits =
        (taps.0 == 1 || steps.0 == steps.1) && distance >= 0 && distance % steps.1 == 0
        && distance / steps.1 + taps.0 <= taps.1
      return fits ? distance / steps.1 : nil
    }
    guard stride == other.stride,
      let y = tap(
        (kernel.height, other.kernel.height), (dilation.height, other.dilation.height), (padding.top, other.padding.top)
      ),
      let x = tap(
        (kernel.width, other.kernel.width), (dilation.width, other.dilation.width), (padding.left, other.padding.left))
    else { return nil }
    return (y, x)
  }
}

extension Selection {
  /// The largest sums of parallel branches, with the norms and factors after them, by their last nodes. No value within one is
  /// read elsewhere, or an output.
  ///
  /// - Parameter readers: the nodes that read each value.
  func parallelBranches(readers: [Int: [Int]], given: Set<Int>) -> [Int: ParallelBranches] {
    let outputs = Set(self.outputs.map(\.node))
    var known: [Int: ParallelBranches] = [:]
    /// What a value can be among branches: a sum of some itself, if nothing else reads it, or what they read.
    func readings(_ value: Int) -> [ParallelBranches] {
      let source = ParallelBranches(source: value, term: .source, nodes: [])
      guard let branches = known[value], readers[value]?.count == 1, !outputs.contains(value) else { return [source] }
      return [branches, source]
    }
    for index in nodes where !given.contains(index) {
      let node = graph.nodes[index]
      switch node.lowering.role {
      case .norm, .scale:
        let x = readings(node.inputs[0])[0]
        known[index] = ParallelBranches(source: x.source, term: .affine(index, of: x.term), nodes: x.nodes + [index])
      case .residual where node.inputs.allSatisfy { graph.nodes[$0].shape == node.shape }:
        for a in readings(node.inputs[0]) where known[index] == nil {
          for b in readings(node.inputs[1]) where a.source == b.source && !(a.nodes + b.nodes).isEmpty {
            known[index] = ParallelBranches(
              source: a.source, term: .sum(a.term, b.term), nodes: (a.nodes + b.nodes).sorted() + [index])
            break
          }
        }
      default:
        guard node.operation is Convolution else { continue }
        known[index] = ParallelBranches(source: node.inputs[0], term: .convolution(index), nodes: [index])
      }
    }
    var (found, taken): ([Int: ParallelBranches], Set<Int>) = ([:], [])
    for (last, branches) in known.sorted(by: { $0.key > $1.key })
    where !taken.contains(last) && branches.anchor(in: graph) != nil {
      found[last] = branches
      taken.formUnion(branches.nodes)
    }
    return found
  }
}
