import ArgumentParser
import Backbones
import BackbonesExtraction
import BackbonesHub

/// What is done with folders of features.
extension ExtractCommand {
  func mergeFolders() throws {
    let merge = try FeatureMerge(inputs)
    try merge.check()
    if let destination { try merge.write(to: destination, partSize: partSize) }
    let errors = merge.errors > 0 ? ", \(merge.errors.grouped) of them without features" : ""
    let parts = merge.partCount == 1 ? "1 part" : "\(merge.partCount.grouped) parts"
    try FileSink.standardOutput.write(
      "\(parts) of \(merge.pictures.grouped) pictures\(errors): all there, and whole\n")
  }

  func verifyFolder() throws {
    let folder = try FeatureFolder(inputs[0])
    let source = try choice.source(ofFeatures: folder.manifest)
    let (engine, options) = parallel
    let size = folder.manifest.preprocessing.inputSize
    let model = try Model(source, options: ModelOptions(inputSize: ImageSize(size[1], size[2])), engine: engine)
    let result = try folder.verify(with: model, weights: try source.weightsDigest, sample: sample, options: options)
    if let difference = result.difference { throw BackboneError(.malformedFile, difference) }
    try FileSink.standardOutput.write(
      "\(result.pictures.grouped) pictures computed anew: the same bits as in '\(folder.path)'\n")
  }
}
