import Backbones
import BackbonesExtraction
import BackbonesGraphs
import BackbonesImages
import BackbonesTensors
import BackbonesTestSupport
import Foundation
import Testing

@Suite struct ProbeTests {
  // MARK: - Classifiers beside direct computations

  /// Rows of two classes that overlap, and others to predict.
  private static func rows(_ count: Int, columns: Int, seed: UInt64) -> (features: [Float], labels: [Int]) {
    var random = SplitMix64(state: seed)
    func uniform() -> Float { Float(random.next() >> 40) / Float(1 << 24) - 0.5 }
    let labels = (0..<count).map { $0 % 3 }
    // The last column is constant, as features of dead channels are.
    let features = labels.flatMap { label in
      (0..<columns).map { $0 == columns - 1 ? 0.25 : uniform() + ($0 % 3 == label ? 0.3 : 0) }
    }
    return (features, labels)
  }

  /// The solution of `a x = b` by Gauss-Jordan elimination with pivots.
  private static func solve(_ a: [[Double]], _ b: [[Double]]) -> [[Double]] {
    var rows = zip(a, b).map { $0 + $1 }
    for column in rows.indices {
      let pivot = (column..<rows.count).max { abs(rows[$0][column]) < abs(rows[$1][column]) }!
      rows.swapAt(column, pivot)
      rows[column] = rows[column].map { [divisor = rows[column][column]] in $0 / divisor }
      for row in rows.indices where row != column {
        let factor = rows[row][column]
        for index in rows[row].indices { rows[row][index] -= factor * rows[column][index] }
      }
    }
    return rows.map { Array($0[a.count...]) }
  }

  /// Ridge regression by its normal equations, with a column of ones that has no penalty: what it answers for some rows.
  private static func ridge(
    _ x: [[Double]], _ labels: [Int], _ lambda: Double, for others: [[Double]]
  ) -> [[Double]] {
    let (rows, columns) = (x.map { $0 + [1] }, x[0].count + 1)
    let squares = (0..<columns).map { (i: Int) -> [Double] in
      (0..<columns).map { (j: Int) -> Double in
        rows.reduce(i == j && i < columns - 1 ? lambda : 0) { sum, row in sum + row[i] * row[j] }
      }
    }
    let sums = (0..<columns).map { (i: Int) -> [Double] in
      (0..<3).map { (label: Int) -> Double in
        zip(rows, labels).reduce(0.0) { sum, row in sum + (row.1 == label ? row.0[i] : 0) }
      }
    }
    let weights = solve(squares, sums)
    return others.map { (other: [Double]) -> [Double] in
      (0..<3).map { (label: Int) -> Double in
        zip(other + [1], weights).reduce(0.0) { sum, pair in sum + pair.0 * pair.1[label] }
      }
    }
  }

  // By the products of columns, and by those of rows.
  @Test(
    "The ridge classifier is what its normal equations say, with the penalty of least left-out error",
    arguments: [4, 25])
  func ridgeClassifier(_ columns: Int) throws {
    let (features, labels) = Self.rows(18, columns: columns, seed: 3)
    let classifier = try RidgeClassifier(features, labels: labels, classes: 3)

    func row(_ index: Int, of features: [Float]) -> [Double] {
      features[index * columns..<(index + 1) * columns].map { Double($0) }
    }
    let own = (0..<18).map { row($0, of: features) }
    let moments = (0..<columns).map { (column: Int) -> (mean: Double, deviation: Double) in
      let values = own.map { $0[column] }
      let mean = values.reduce(0, +) / 18
      return (mean, (values.reduce(0) { sum, value in sum + (value - mean) * (value - mean) } / 18).squareRoot())
    }
    func standardized(_ row: [Double]) -> [Double] {
      zip(row, moments).map { value, moment in
        moment.deviation < 1e-9 ? 0 : (value - moment.mean) / moment.deviation
      }
    }
    let x = own.map(standardized)
    // The eigenvalues that are not zero sum to all squares; there are as many as columns that vary, or rows but one.
    let unit = x.joined().reduce(0) { $0 + $1 * $1 } / Double(min(columns - 1, 17))
    let errors = RidgeClassifier.penalties.map { penalty in
      (0..<18).reduce(0.0) { (error: Double, row: Int) -> Double in
        let others = (0..<18).filter { $0 != row }
        let answer = Self.ridge(others.map { x[$0] }, others.map { labels[$0] }, penalty * unit, for: [x[row]])[0]
        return answer.indices.reduce(error) { error, label in
          let residual = answer[label] - (labels[row] == label ? 1 : 0)
          return error + residual * residual
        }
      }
    }
    let best = try #require(errors.indices.min { errors[$0] < errors[$1] })
    #expect(classifier.penalty == RidgeClassifier.penalties[best])

    let (asked, _) = Self.rows(40, columns: columns, seed: 4)
    let others = (0..<40).map { standardized(row($0, of: asked)) }
    let expected = Self.ridge(x, labels, classifier.penalty * unit, for: others).map { answers in
      (0..<3).max { answers[$0] < answers[$1] }!
    }
    #expect(classifier.predictions(asked) == expected)
    #expect(Set(expected).count == 3)
  }

  @Test("Folds have their share of every class, each row once, and are the same again")
  func folds() throws {
    let labels = (0..<47).map { $0 % 7 == 0 ? 0 : 1 }
    let folds = try StratifiedFolds(labels: labels, classes: ["a", "b"], count: 5)
    for label in 0...1 {
      let counts = (0..<5).map { fold in folds.held(in: fold).count { labels[$0] == label } }
      #expect(counts.max()! - counts.min()! <= 1 && counts.reduce(0, +) == labels.count { $0 == label })
    }
    #expect((0..<5).flatMap { folds.held(in: $0) }.sorted() == Array(0..<47))
    #expect(folds.training(without: 2) == (0..<47).filter { !folds.held(in: 2).contains($0) })
    #expect(try StratifiedFolds(labels: labels, classes: ["a", "b"], count: 5).fold == folds.fold)
  }

  // MARK: - Pictures

  /// Folders of three classes, which stripes' directions tell apart: 10 pictures each, one a copy and one broken.
  private static func makePictures(in folder: URL) throws {
    var random = SplitMix64(state: 1)
    for (label, name) in ["across", "down", "slanted"].enumerated() {
      let directory = folder.appending(path: name)
      try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
      for number in 0..<10 {
        let period = 6 + Int(random.next() % 10), shift = Int(random.next() % 16)
        let colors = (0..<6).map { _ in Int(random.next() % 128) }
        let pixels = (0..<96 * 96).flatMap { pixel -> [UInt8] in
          let (x, y) = (pixel % 96, pixel / 96)
          let place = (label == 0 ? y : label == 1 ? x : x + y) + shift
          let isLight = place / period % 2 == 0
          return (0..<3).map { UInt8(colors[$0 + (isLight ? 3 : 0)] + (isLight ? 100 : 0) + Int(random.next() % 24)) }
        }
        try RasterImage(width: 96, height: 96, pixels: pixels)
          .writePNG(to: directory.appending(path: "\(number).png").path)
      }
    }
    let copy = folder.appending(path: "down/copy.png")
    try FileManager.default.copyItem(at: folder.appending(path: "down/3.png"), to: copy)
    try Data("no picture".utf8).write(to: folder.appending(path: "slanted/broken.png"))
    try Data("notes".utf8).write(to: folder.appending(path: "notes.txt"))
  }

  private struct Report: Decodable, Equatable {
    struct Class: Decodable, Equatable { let name: String, pictures: Int }
    struct Unreadable: Decodable, Equatable { let name: String, error: String }
    struct Result: Decodable, Equatable {
      let model, output, classifier: String
      let dimension, macs: Int
      let accuracy, standardError: Double
    }
    let classes: [Class]
    let folds, duplicates: Int
    let unreadable: [Unreadable]
    let results: [Result]
    let best, sufficient: Result
  }

  @Test("probe finds the cheapest layer that suffices, with accuracies that a direct computation has too")
  func probe() throws {
    try withTemporaryDirectory { folder in
      let pictures = folder.appending(path: "pictures"), drawn = folder.appending(path: "cost.png").path
      try Self.makePictures(in: pictures)
      let arguments = [
        "probe", pictures.path, "--model", "test_resnet", "--weights", "synthetic:0:1", "--size", "96", "--neighbours",
        "3",
        "--json",
      ]
      let command = try Command(arguments + ["--picture", drawn, "--threads", "1"])
      #expect(command.status == 0, "\(command.complaint)")
      let report = try command.json(Report.self)
      #expect(report.classes.map(\.name) == ["across", "down", "slanted"])
      #expect(report.classes.map(\.pictures) == [10, 10, 10])
      #expect(report.duplicates == 1 && report.unreadable.count == 1)
      #expect(report.unreadable[0].name.hasSuffix("slanted/broken.png"))
      #expect(try Command(arguments + ["--batch", "3"]).json(Report.self) == report)
      #expect(try RasterImage(contentsOf: drawn).width == 960)

      let outputs = (0..<5).map { "feature:\($0)" } + ["prelogits"]
      #expect(report.results.map(\.output) == outputs.flatMap { [$0, $0] })
      #expect(report.results.map(\.classifier) == outputs.flatMap { _ in ["ridge", "neighbours"] })
      for (index, output) in outputs.enumerated() {
        let shapes = try ModelReport(
          "test_resnet", options: ModelOptions(inputSize: 96), outputs: [OutputName(parsing: output)])
        #expect(report.results[2 * index].macs == shapes.totals.macs)
        #expect(report.results[2 * index].dimension == shapes.outputs[0].shape[1])
      }
      // A third would be chance.
      #expect(report.best.accuracy > 0.6)
      let enough = report.results.filter { $0.accuracy >= report.best.accuracy - report.best.standardError }
      #expect(report.sufficient.macs == enough.map(\.macs).min())
      #expect(report.best.accuracy == report.results.map(\.accuracy).max())
      try expectNeighbours(report, in: pictures)
    }
  }

  /// The accuracy of the nearest neighbours among pooled features, one picture after the other.
  private func expectNeighbours(_ report: Report, in folder: URL) throws {
    let model = try Model(
      "test_resnet", weights: .synthetic(seed: 0, gain: 1), options: ModelOptions(inputSize: 96))
    let preprocessing = try model.preprocessing
    let labels = (0..<30).map { $0 / 10 }
    let rows = try labels.indices.map { index in
      let name = "\(report.classes[labels[index]].name)/\(index % 10).png"
      let map = try model.outputs(
        [.feature(2)], of: preprocessing.tensor(contentsOf: folder.appending(path: name).path))[0]
      let area = map.shape[2] * map.shape[3], elements = map.elements
      return (0..<map.shape[1]).map { channel in
        elements[channel * area..<(channel + 1) * area].reduce(0.0) { sum, element in sum + Double(element) }
          / Double(area)
      }
    }
    func cosine(_ a: [Double], _ b: [Double]) -> Double {
      func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0.0) { sum, pair in sum + pair.0 * pair.1 } }
      return dot(a, b) / (dot(a, a) * dot(b, b)).squareRoot()
    }
    let folds = try StratifiedFolds(labels: labels, classes: report.classes.map(\.name), count: report.folds)
    let correct = labels.indices.count { row in
      let nearest = labels.indices.filter { folds.fold[$0] != folds.fold[row] }
        .map { (cosine: cosine(rows[$0], rows[row]), label: labels[$0]) }
        .sorted { $0.cosine > $1.cosine }.prefix(3)
      let votes = (0..<3).map { (label: Int) -> (Int, Double) in
        let own = nearest.filter { $0.label == label }
        return (own.count, own.reduce(0.0) { sum, one in sum + one.cosine })
      }
      return votes.indices.max { votes[$0] < votes[$1] } == labels[row]
    }
    let found = try #require(report.results.first { $0.output == "feature:2" && $0.classifier == "neighbours" })
    #expect(found.accuracy == Double(correct) / 30)
    #expect(abs(found.standardError - (found.accuracy * (1 - found.accuracy) / 30).squareRoot()) < 1e-9)
  }

  @Test("Models are probed one after the other, and compared by what they cost")
  func severalModels() throws {
    try withTemporaryDirectory { folder in
      let pictures = folder.appending(path: "pictures")
      try Self.makePictures(in: pictures)
      var options = ProbeOptions()
      options.folds = 3
      var probe = try Probe(LabelledPictures(folder: pictures.path), options: options)
      let error = #expect(throws: BackboneError.self) { try probe.report() }
      #expect(error?.message.contains("no model was probed") == true)
      for name in ["test_vit", "test_resnet"] {
        let model = try Model(
          name, weights: .synthetic(seed: 0, gain: 1), options: ModelOptions(inputSize: 64),
          engine: EngineOptions(threads: 1))
        try probe.add(
          model, outputs: [.feature(-1), .node(name == "test_vit" ? "blocks.*.norm1" : "layer*.0.bn1"), .feature(-1)])
      }
      let report = try probe.report()
      #expect(Set(report.results.map(\.model)) == ["test_vit", "test_resnet"])
      // Each output once, whatever is named twice.
      #expect(report.results.count { $0.output == "feature:-1" } == 4)
      #expect(report.best.accuracy == report.results.map(\.accuracy).max())
      #expect(report.sufficient.macs <= report.best.macs)
      let cheaper = report.results.filter { $0.macs < report.sufficient.macs }
      #expect(cheaper.allSatisfy { $0.accuracy < report.best.accuracy - report.best.standardError })
    }
  }

  @Test("What a probe cannot do is one line that says what is needed")
  func refusals() throws {
    try withTemporaryDirectory { folder in
      let pictures = folder.appending(path: "pictures"), one = folder.appending(path: "one")
      try Self.makePictures(in: pictures)
      try FileManager.default.createDirectory(at: one, withIntermediateDirectories: true)
      try FileManager.default.copyItem(
        at: pictures.appending(path: "down"), to: one.appending(path: "down"))
      let model = ["--model", "test_resnet", "--weights", "synthetic:0:1", "--size", "64"]
      for (arguments, message) in [
        ([one.path] + model, "has one folder, 'down', with pictures; expected two or more"),
        ([folder.appending(path: "none").path] + model, "No such file or directory"),
        (
          [pictures.appending(path: "notes.txt").path] + model, "is no folder; expected a folder with a folder for each"
        ),
        ([pictures.path, "--folds", "11"] + model, "class 'across' has 10 different readable pictures; 11 folds need"),
        ([pictures.path, "--outputs", "feature:9"] + model, "feature index 9 is out of range"),
        ([pictures.path, "--model", "test_resnet"] + model, "--weights are of one model, 2 are given"),
        ([pictures.path, "--model", "a", "--model", "a"], "--model a is given twice"),
      ] {
        let command = try Command(["probe"] + arguments)
        #expect(command.status != 0 && !command.crashed)
        #expect(command.complaint.contains(message), "\(command.complaint)")
      }
    }
  }
}
