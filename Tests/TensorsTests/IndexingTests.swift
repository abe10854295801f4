import BackbonesTensors
import Testing

@Suite("Tensors are read by index, entry and range") struct IndexingTests {
  private let tensor = Tensor([[[0, 1, 2], [3, 4, 5]], [[6, 7, 8], [9, 10, 11]]])

  @Test("Nested literals give the shape they are written in")
  func nestedLiterals() {
    #expect(tensor.shape == [2, 2, 3])
    #expect(tensor.elements == (0..<12).map(Float.init))
    #expect(Tensor([[[[1]], [[2]]]]).shape == [1, 2, 1, 1])
    #expect(Tensor([1, 2, 3] as [Float]).shape == [3])
  }

  @Test("An index an axis, negative ones from the end")
  func subscripts() {
    #expect(tensor[0, 0, 0] == 0)
    #expect(tensor[1, 0, 2] == 8)
    #expect(tensor[-1, -1, -1] == 11)
  }

  @Test("Parts of a batch share storage and keep their elements")
  func slices() {
    #expect(tensor[1..<2] == Tensor([[[6, 7, 8], [9, 10, 11]]]))
    #expect(tensor[0..<0].shape == [0, 2, 3])
    #expect(tensor.entry(-1) == Tensor([[6, 7, 8], [9, 10, 11]]))
    let base = tensor.withElements { $0.baseAddress! }
    #expect(tensor[1..<2].withElements { $0.baseAddress! } == base + 6)
  }

  @Test("Equality is that of numbers; bits are compared by name")
  func equality() {
    #expect(Tensor([0] as [Float]) == Tensor([-0.0] as [Float]))
    #expect(!Tensor([0] as [Float]).isBitIdentical(to: Tensor([-0.0] as [Float])))
    #expect(Tensor([Float.nan]) != Tensor([Float.nan]))
    #expect(Tensor([[1, 2]]) != Tensor([1, 2] as [Float]))
    #expect(Tensor(stacking: [tensor.entry(0), tensor.entry(1)]) == tensor)
  }

  @Test("The description has the shape and the first elements")
  func descriptions() {
    #expect("\(Tensor([[1, 2]]))" == "Tensor 1x2 [1.0, 2.0]")
    #expect("\(Tensor([9], repeating: 0))".hasSuffix(", …]"))
  }
}
