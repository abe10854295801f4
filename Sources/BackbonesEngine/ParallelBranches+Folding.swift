internal import CBackbonesKernels
internal import BackbonesGraphs
internal import BackbonesTensors

extension ProgramBuilder {
  /// The sum of parallel branches as weights of `anchor`, whose kernel has room for all of them.
  func folding(of branches: ParallelBranches, anchor: Int) throws(BackboneError) -> Folding {
    let nodes = ParallelBranches.branches(of: branches.term)
    let (channels, window) = (graph.nodes[anchor].shape.channels, graph.window(ofBranch: anchor))
    let depth = graph.nodes[branches.source].shape.channels / (graph.nodes[anchor].operation as! Convolution).groups
    let parts = try nodes.map { (node) throws(BackboneError) in
      let own = graph.window(ofBranch: node)
      return (
        kernels: try node.map { (node) throws(BackboneError) in try weight(of: node) },
        kernel: own.kernel, offset: own.offset(in: window)!
      )
    }
    // Where a kernel lies among the others may depend on the image's size.
    let name = graph.parameters[graph.nodes[anchor].parameters[0]].name
    let key = "\(name) in \(key(of: branches.term))" + parts.map { " at \($0.offset.y),\($0.offset.x)" }.joined()
    let bias = try weights.prepared("bias " + key, floats: channels) { (target) throws(BackboneError) in
      target.update(from: try multipliedOut(branches.term, channels).bias.map(Float.init), count: channels)
    }
    let factors = try weights.prepared("scale " + key, floats: nodes.count * channels) {
      (target) throws(BackboneError) in
      for (index, own) in try multipliedOut(branches.term, channels).factors.enumerated() {
        (target + index * channels).update(from: own.map(Float.init), count: channels)
      }
    }
    return Folding(
      key: key,
      weight: { () throws(BackboneError) in
        let kernel = window.kernel
        return try Tensor(
          allocating: [channels, depth, kernel.height, kernel.width]
        ) { (sum) throws(BackboneError) in
          sum.update(repeating: 0)
          for (index, part) in parts.enumerated() {
            func add(_ kernels: UnsafePointer<Float>?) {
              bb_add_kernels(
                sum.baseAddress!, Int64(channels), Int64(depth), Int32(kernel.height), Int32(kernel.width), kernels,
                factors.floats + index * channels, Int32(part.kernel.height), Int32(part.kernel.width),
                Int32(part.offset.y), Int32(part.offset.x))
            }
            guard let kernels = try part.kernels?() else {
              add(nil)
              continue
            }
            kernels.withElements { add($0.baseAddress!) }
          }
        }
      }, scale: nil, bias: bias)
  }

  /// A key of a term's parameters and of what is done with them.
  private func key(of term: ParallelBranches.Term) -> String {
    func names(_ node: Int) -> String {
      (graph.nodes[node].parameters.map { graph.parameters[$0].name } + [graph.nodes[node].operation.summary])
        .joined(separator: " ")
    }
    return switch term {
    case .source: "itself"
    case .convolution(let node): names(node)
    case .affine(let node, let term): "\(names(node)) of (\(key(of: term)))"
    case .sum(let a, let b): "(\(key(of: a))) + (\(key(of: b)))"
    }
  }

  /// A term with its sums multiplied out, in double precision: the factors of each branch's channels, and what is added to the
  /// channels in the end.
  private func multipliedOut(
    _ term: ParallelBranches.Term, _ channels: Int
  ) throws(BackboneError) -> (factors: [[Double]], bias: [Double]) {
    func doubles(_ memory: AlignedMemory?) -> [Double]? {
      memory.map { memory in (0..<channels).map { Double(memory.floats[$0]) } }
    }
    let (ones, zeros) = (Array(repeating: 1.0, count: channels), Array(repeating: 0.0, count: channels))
    switch term {
    case .source: return ([ones], zeros)
    case .convolution(let node):
      return ([ones], graph.nodes[node].parameters.count > 1 ? doubles(try bias(of: node))! : zeros)
    case .affine(let node, let term):
      let isNorm = graph.nodes[node].operation is BatchNorm
      let (scale, shift) = isNorm ? try affine(ofBatchNorm: node) : (try factors(of: node), nil)
      let (inner, scales, shifts) = (try multipliedOut(term, channels), doubles(scale)!, doubles(shift) ?? zeros)
      return (
        inner.factors.map { zip($0, scales).map(*) },
        zip(zip(inner.bias, scales).map(*), shifts).map(+)
      )
    case .sum(let a, let b):
      let (a, b) = (try multipliedOut(a, channels), try multipliedOut(b, channels))
      return (a.factors + b.factors, zip(a.bias, b.bias).map(+))
    }
  }
}
