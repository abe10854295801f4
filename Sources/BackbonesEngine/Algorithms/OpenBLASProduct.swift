internal import CBackbonesKernels
internal import BackbonesGraphs
internal import BackbonesLinearAlgebra
internal import BackbonesTensors

/// im2col and OpenBLAS's GEMM, then the epilogue.
struct OpenBLASProduct: Algorithm {
  static let name = "openblas"

  func fits(_ product: Product, _ options: EngineOptions) -> Bool { true }

  func verdict(_ product: Product, in p: ProgramBuilder) -> Verdict {
    .pays("matrices are multiplied by OpenBLAS, as asked")
  }

  func lower(_ product: Product, _ node: FusedNode, into p: ProgramBuilder) throws(BackboneError) {
    let (x, y, geometry, groups) = (product.x, product.y, product.geometry, product.groups)
    let columns = product.columns
    let depth = Int(geometry.depth)
    let taps = Int(geometry.kernel_h * geometry.kernel_w)
    let k = product.k
    let fold = try p.folding(of: product, node)
    let packed = try p.packed(
      "rows", of: fold, floats: columns * k * groups, units: columns * groups
    ) { target, weight, rows in
      for row in rows {
        bb_transpose(weight + row * k, taps, target + row * k, depth, Int64(depth), Int64(taps))
        if let scale = fold.scale {
          bb_affine(target + row * k, 1, target + row * k, 1, Int64(k), 1, scale.floats + row, nil, BB_IDENTITY)
        }
      }
    }
    // OpenBLAS chooses kernels by the number of rows. A tile never crosses images and its height depends on the image
    // alone, so that the choice does not depend on the batch.
    let image = product.rows
    let tiles = (image + Tuning.openBLASRows - 1) / Tuning.openBLASRows
    let gathers = taps > 1 || geometry.stride_h > 1 || geometry.stride_w > 1
    let epilogue = Epilogue(node, bias: fold.bias, residual: p.residual(of: node))
    p.emit(
      "openblas", reads: [x] + epilogue.reads, writes: y, tasks: y.rows / image * tiles * groups,
      scratch: gathers ? Tuning.openBLASRows * k : 0
    ) { arena, task, worker in
      let (group, tile) = (task % groups, task / groups)
      let first = tile / tiles * image + tile % tiles * Tuning.openBLASRows
      let count = min(Tuning.openBLASRows, image - tile % tiles * Tuning.openBLASRows)
      let source = arena.pointer(x) + group * depth
      let target = arena.pointer(y) + group * columns + first * y.stride
      var geometry = geometry
      var rows = UnsafePointer(source + first * x.stride)
      var stride = x.stride
      if gathers {
        let scratch = arena.scratch(of: worker)
        bb_im2col(&geometry, source, scratch, Int64(first), Int64(first + count))
        (rows, stride) = (UnsafePointer(scratch), k)
      }
      OpenBLAS.multiply(
        rows, stride, packed.floats + group * columns * k, k, into: target, y.stride, m: count, n: columns, k: k)
      var epilogue = epilogue.kernel(arena, column: group * columns)
      bb_apply_epilogue(target, y.stride, &epilogue, Int64(first), Int64(count), Int32(columns))
    }
  }
}
