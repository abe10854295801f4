internal import CBackbonesKernels
internal import BackbonesGraphs
internal import BackbonesTensors

/// Depthwise convolution: each channel with its own kernel.
struct Depthwise: Algorithm {
  static let name = "depthwise"

  func fits(_ product: Product, _ options: EngineOptions) -> Bool { product.isDepthwise }

  func verdict(_ product: Product, in p: ProgramBuilder) -> Verdict { .pays("each channel has a kernel of its own") }

  func lower(_ product: Product, _ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, y, geometry, window) = (product.x, product.y, product.geometry, product.window!)
    let channels = x.columns
    let taps = window.kernel.area
    let fold = try p.folding(of: node)
    let packed = try p.packed("depthwise", of: fold, floats: channels * taps, units: 1) {
      target, weight, _ in
      bb_pack_depthwise(target, weight, fold.scale?.floats, Int32(channels), Int32(taps))
    }
    let epilogue = Epilogue(node, bias: fold.bias, residual: p.residual(of: node))
    let lines = LineKernel(x: x, y: y, window: window, weights: channels * taps, isMemoryBound: true, scratch: 0) {
      arena, x, y, lines, _ in
      var geometry = geometry
      var epilogue = epilogue.kernel(arena, column: 0)
      bb_convolve_depthwise(
        &geometry, x, packed.floats, y, &epilogue, Int64(lines.lowerBound), Int64(lines.upperBound), 0, Int32(channels))
    }
    p.emit(lines, "depthwise", weight: y.shape[2] * channels * taps, reads: [x] + epilogue.reads)
  }
}
