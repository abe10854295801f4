/// What was found of layers; see `Probe`.
public struct ProbeReport: Sendable, Encodable {
  /// What predicts classes from a layer's features.
  public enum Classifier: String, Sendable, Hashable, Encodable, CaseIterable {
    /// Ridge regression of the classes. Features are of mean 0 and variance 1 over the training rows, and the penalty is
    /// chosen among those by the error of training rows that are left out, in closed form.
    case ridge
    /// The class of most of the nearest by cosine.
    case neighbours
  }

  /// A class and its pictures that are used.
  public struct Class: Sendable, Encodable {
    /// The folder's name.
    public let name: String
    /// How many pictures.
    public let pictures: Int
  }

  /// A picture that cannot be read.
  public struct Unreadable: Sendable, Encodable {
    /// Its name.
    public let name: String
    /// Why.
    public let error: String
  }

  /// What one classifier makes of one layer.
  public struct Result: Sendable, Hashable, Encodable {
    /// The model.
    public let model: String
    /// The layer, as an output.
    public let output: String
    /// What predicts from it.
    public let classifier: Classifier
    /// Features of a picture.
    public let dimension: Int
    /// Multiply-accumulates of a picture, from pixels to features: of that much of the model.
    public let macs: Int
    /// The share of pictures whose class is predicted by classifiers that did not see them.
    public let accuracy: Double
    /// Its standard error, `√(accuracy (1 - accuracy) / pictures)`.
    public let standardError: Double

    init(
      model: String, output: String, classifier: Classifier, dimension: Int, macs: Int, correct: Int, of pictures: Int
    ) {
      (self.model, self.output, self.classifier) = (model, output, classifier)
      (self.dimension, self.macs) = (dimension, macs)
      accuracy = Double(correct) / Double(pictures)
      standardError = (accuracy * (1 - accuracy) / Double(pictures)).squareRoot()
    }
  }

  /// The classes.
  public let classes: [Class]
  /// Parts of the cross-validation.
  public let folds: Int
  /// Neighbours that voted.
  public let neighbours: Int
  /// Pictures that were left out since they cannot be read.
  public let unreadable: [Unreadable]
  /// Pictures that were left out since they are the same file as another.
  public let duplicates: Int
  /// Every layer of every model with every classifier.
  public let results: [Result]
  /// The most accurate; of several the cheapest.
  public let best: Result
  /// The cheapest that is within one standard error of the best (Breiman et al. 1984, the one-standard-error rule).
  public let sufficient: Result

  /// - Precondition: there is a result.
  init(
    classes: [Class], folds: Int, neighbours: Int, unreadable: [Unreadable], duplicates: Int, results: [Result]
  ) {
    (self.classes, self.folds, self.neighbours) = (classes, folds, neighbours)
    (self.unreadable, self.duplicates, self.results) = (unreadable, duplicates, results)
    let best = results.min { ($1.accuracy, $0.macs) < ($0.accuracy, $1.macs) }!
    self.best = best
    sufficient = results.filter { $0.accuracy >= best.accuracy - best.standardError }
      .min { ($0.macs, $1.accuracy) < ($1.macs, $0.accuracy) }!
  }
}
