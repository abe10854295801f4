import Backbones
import CBackbonesKernels
import CBackbonesOpenBLAS

/// Attention as two OpenBLAS products per head and part, with the full score matrix between them: the baseline for the engine's
/// kernel. The engine itself has no such path. Tokens of a part lie one after the other; terms of scores are left out.
final class OpenBLASAttention {
  private let heads: Int, group: Int, scale: Float
  private let parts: Int, queries: Int, keys: Int
  private let q: Tensor, k: Tensor, v: Tensor
  private var scores: [Float]
  private var output: [Float]

  init(_ operation: Attention, q: TensorShape, k: TensorShape, v: TensorShape) throws(BackboneError) {
    let sizes = try AttentionSizes(operation, q: q, k: k)
    (heads, group, scale) = (operation.heads, operation.heads / operation.keyHeads, operation.scale)
    (parts, queries, keys) = (sizes.parts, sizes.queries, sizes.keys)
    let values = try operation.tokens(v, operation.keyHeads).channels
    self.q = SyntheticParameters.input([parts, queries, sizes.size * heads], seed: 1)
    self.k = SyntheticParameters.input([parts, keys, sizes.size * operation.keyHeads], seed: 2)
    self.v = SyntheticParameters.input([parts, keys, values], seed: 3)
    scores = [Float](repeating: 0, count: queries * keys)
    output = [Float](repeating: 0, count: queries * values * group)
  }

  /// Computes all heads of all parts.
  func run() {
    let size = q.shape.channels / heads, valueSize = v.shape.channels / (heads / group)
    let (width, keyWidth, valueWidth) = (q.shape.channels, k.shape.channels, v.shape.channels)
    q.withElements { q in
      k.withElements { k in
        v.withElements { v in
          for part in 0..<parts {
            for head in 0..<heads {
              cblas_sgemm(
                CblasRowMajor, CblasNoTrans, CblasTrans, blasint(queries), blasint(keys), blasint(size), scale,
                q.baseAddress! + part * queries * width + head * size, blasint(width),
                k.baseAddress! + part * keys * keyWidth + head / group * size, blasint(keyWidth), 0, &scores,
                blasint(keys))
              scores.withUnsafeMutableBufferPointer {
                bb_softmax($0.baseAddress!, keys, $0.baseAddress!, keys, Int64(queries), Int32(keys))
              }
              output.withUnsafeMutableBufferPointer {
                cblas_sgemm(
                  CblasRowMajor, CblasNoTrans, CblasNoTrans, blasint(queries), blasint(valueSize), blasint(keys), 1,
                  scores, blasint(keys), v.baseAddress! + part * keys * valueWidth + head / group * valueSize,
                  blasint(valueWidth), 0, $0.baseAddress! + head * valueSize, blasint(valueSize * heads))
              }
            }
          }
        }
      }
    }
  }
}

/// How many attentions by themselves an attention is, of all images and parts, and their sizes.
struct AttentionSizes {
  let parts: Int, queries: Int, keys: Int
  /// Channels of a head of the queries.
  let size: Int

  init(_ operation: Attention, q: TensorShape, k: TensorShape) throws(BackboneError) {
    let (q, k) = (try operation.tokens(q, operation.heads), try operation.tokens(k, operation.keyHeads))
    let parts = try operation.partition.parts(queries: q, keys: k)
    self.parts = max(q[0], k[0]) * parts.count
    (queries, keys, size) = (parts.queries, parts.keys.area, q.channels / operation.heads)
  }
}
