/// How another project's checkpoints name and shape the parameters of a family, as a table of rules. They follow what timm's
/// filters do to such files.
///
/// ```swift
/// CheckpointLayout(
///   "Swin", when: "layers.0.downsample.reduction.weight",
///   rules: [.rename("layers.#.downsample", "layers.#1+1.downsample"), .rename("^head.", "head.fc.")])
/// ```
package struct CheckpointLayout: Sendable {
  /// Whose checkpoints they are, for reports.
  package let origin: String
  /// What the names of such a checkpoint have, one of them at least. Rules are not tried on others.
  package let marks: [NamePattern]
  /// What is done to the tensors, in order.
  package private(set) var rules: [CheckpointRule]
  /// The architectures that have such checkpoints; nil for all of the family.
  let models: Set<String>?

  init(_ origin: String, of models: Set<String>? = nil, when marks: NamePattern..., rules: [CheckpointRule]) {
    (self.origin, self.models, self.marks, self.rules) = (origin, models, marks, rules)
  }

  /// The layout whose tensors these rules change further.
  func followed(by rules: [CheckpointRule]) -> CheckpointLayout {
    var longer = self
    longer.rules += rules
    return longer
  }
}

/// A step from another project's state dict to timm's. Each is for all tensors whose names have the pattern.
package enum CheckpointRule: Sendable {
  // MARK: Names

  /// Of what stands under one of these prefixes, takes the prefix off; leaves out all else.
  case under([String])
  /// Leaves tensors out.
  case drop(NamePattern)
  /// Leaves tensors out that the model has none of.
  case optional(NamePattern)
  /// Replaces the pattern, wherever it stands.
  case rename(NamePattern, NameTemplate)
  /// Replaces the pattern, whose number counts blocks of all stages, by a stage and a block in it (`#1`, `#2`): stages have
  /// as many as the model's, whose names have the other pattern.
  case runs(NamePattern, NameTemplate, counting: NamePattern)
  /// Replaces the pattern, whose number counts members of a list, by the stage that the member is of (`#1`): each member
  /// whose name has the other pattern begins one.
  case sections(NamePattern, NameTemplate, beginningAt: NamePattern)

  // MARK: Shapes

  /// Gives the elements the shape that the model has for them, or its rank where the extents are others.
  case reshape(NamePattern)
  /// Orders the axes anew, where there are as many.
  case permute(NamePattern, [Int])
  /// Turns a kernel of Flax, whose first axes are of inputs, into a matrix `[outputs, inputs]`; -1 are all but the last.
  case kernel(NamePattern, inputs: Int)
  /// Gives a matrix over the pixels of square patches in colour, channels first, the four axes of a convolution.
  case patches(NamePattern)
  /// Makes a vector of it.
  case flatten(NamePattern)

  // MARK: Parts

  /// Cuts along the first axis that has more than one element, into equal parts, one for each template: adjacent parts of one
  /// name stay together, those of none are left out.
  case split(NamePattern, into: [NameTemplate?])
  /// Cuts some rows off along that axis.
  case cut(NamePattern, rows: Int, into: NameTemplate?, rest: NameTemplate?)
  /// Puts tensors together along their first axis, in the order of the patterns, under one name.
  case join([NamePattern], NameTemplate)
  /// Gives each index of the first axis a name, in which the index is `#1`.
  case unstack(NamePattern, NameTemplate)

  // MARK: Values

  /// Adds up along an axis of a tensor of five, in double precision.
  case sum(NamePattern, axis: Int)
  /// Adds to another tensor, or subtracts from it. Where the model has the tensor itself, it stays.
  case add(NamePattern, to: NameTemplate, subtracting: Bool = false)
  /// Replaces each element.
  case map(NamePattern, Function)
  /// Puts zeros beside a tensor, one for each row of it: the bias of a product that has none.
  case zeros(NamePattern, NameTemplate)
  /// Resizes a table of positions, of a square, by linear interpolation where the model's grid is another.
  case positions(NamePattern, Interpolation)

  /// Where the values of a resized table come from.
  package struct Interpolation: Sendable {
    /// Whether the first and last rows and columns stay what they are, and not the pixels' edges.
    package var alignsCorners = false
    /// Whether it is resized to a square of the grid's larger side, of which the grid is the upper left part.
    package var crops = false
  }

  /// A function of one number.
  package enum Function: Sendable {
    /// The magnitude and 1e-5: weights of norms that training kept positive so.
    case magnitude
    /// The logarithm of the inverse: temperatures.
    case inverseLogarithm
  }
}
