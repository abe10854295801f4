import ArgumentParser
import Backbones
import BackbonesCLibrary

@main
struct BackbonesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backbones",
    abstract: "Image backbones: their shapes, features and classes.",
    discussion: """
      EXAMPLES
        backbones list 'resnet*'
        backbones shapes resnet50 --size 256x320
        backbones classify photo.jpg
        backbones classify photo.jpg --model resnet50.a1_in1k
        backbones features photo.jpg --picture levels.png
        backbones extract photos/ -o features
        backbones search photo.jpg --in features
        backbones probe flowers --picture cost.png
        backbones bench --model resnet50
        backbones run --model resnet18 --weights resnet18.safetensors \\
          --input images.npy --outputs feature:-1,node:layer3.0.act1 \\
          -o out.safetensors

      Outputs are named logits, hidden, prelogits, feature:2, feature:-1, intermediate:3, node:layer2.0.act1. \
      A model is one of timm's names (resnet50, resnet50.a1_in1k), hf-hub:ORG/NAME[@REVISION], a folder with config.json \
      and weights, or a file of weights. Its weights come from the hub once, into the cache that Python's tools share; \
      --weights names others: a file (.safetensors, PyTorch's .pth, .npz), a folder, another name, or \
      synthetic:SEED[:GAIN]. HF_HOME, HF_TOKEN, HF_ENDPOINT and HF_HUB_OFFLINE are as Python has them.

      Errors go to stderr, with exit status 1; 64 means that the command was not understood.
      """,
    version: backbonesVersion,
    subcommands: [
      ListCommand.self, ShapesCommand.self, ClassifyCommand.self, FeaturesCommand.self, ExtractCommand.self,
      SearchCommand.self, ProbeCommand.self, RunCommand.self, BenchCommand.self, CompareCommand.self,
      WeightsCommand.self,
      DoctorCommand.self,
    ])

  static func main() {
    do {
      endOnSignals()
      // A limit of a file's size, and a pipe that nobody reads, are then errors of whoever writes.
      for number in [SIGXFSZ, SIGPIPE] { signal(number, SIG_IGN) }
      PackedCache.observe { Console.note("packed weights are not kept: \($0.message)") }
      try EngineReport.checkMemory()
      var command = try parseAsRoot()
      try command.run()
      quit(0)
    } catch let error as BackboneError {
      try? FileSink.standardError.write("error: \(error.message)\n")
      quit(ExitCode.failure.rawValue)
    } catch {
      let (status, message) = (exitCode(for: error).rawValue, fullMessage(for: error))
      let sink = status == 0 ? FileSink.standardOutput : .standardError
      if !message.isEmpty { try? sink.write(message + "\n") }
      quit(status)
    }
  }

  /// Ends the process at once. OpenBLAS would wait for its threads first, and these wait for memory for ever where there is none.
  private static func quit(_ status: Int32) -> Never {
    fflush(nil)
    _exit(status)
  }
}
