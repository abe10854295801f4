import BackbonesTensors
import BackbonesTestSupport
import Foundation
import Testing

import BackbonesHub

/// What the hub does not give: each case is a sentence that says what to do.
@Suite struct HubRefusalTests {
  private struct Case {
    var name = "model.safetensors"
    var repository = "org/model"
    var arguments: [String] = []
    var environment: [String: String] = [:]
    let code: BackboneError.Code
    let fragments: [String]
  }

  @Test("What cannot be had is said with what to do")
  func refusals() throws {
    let cases = [
      Case(repository: "org/none", code: .unknownName, fragments: ["'org/none'", "check the name", "HF_TOKEN"]),
      Case(
        repository: "org/none", environment: ["HF_TOKEN": "hf_secret"], code: .unknownName,
        fragments: ["'org/none'", "a token from HF_TOKEN"]),
      Case(repository: "org/model@v9", code: .unknownName, fragments: ["'org/model'", "'v9'", "main"]),
      Case(
        arguments: ["--gated", "org/model"], code: .access,
        fragments: ["gated", "accept its terms", "org/model", "HF_TOKEN"]),
      Case(
        arguments: ["--gated", "org/model"], environment: ["HF_TOKEN": "hf_secret"], code: .access,
        fragments: ["gated", "no access yet", "org/model"]),
      Case(
        arguments: ["--require-token", "other"], environment: ["HF_TOKEN": "hf_secret"], code: .access,
        fragments: ["a token from HF_TOKEN is not valid"]),
      Case(arguments: ["--require-token", "other"], code: .unknownName, fragments: ["private", "set HF_TOKEN"]),
      Case(
        arguments: ["--fault", "status=503"], code: .network, fragments: ["answers 503"]),
      Case(
        arguments: ["--fault", "status=429"], code: .network, fragments: ["answers 429", "without HF_TOKEN"]),
      Case(arguments: ["--fault", "status=404"], code: .network, fragments: ["no hub", "HF_ENDPOINT"]),
      Case(
        environment: ["HF_HUB_OFFLINE": "1"], code: .network,
        fragments: ["HF_HUB_OFFLINE", "model.safetensors", "pytorch_model.bin", "'org/model'"]),
      Case(environment: ["HF_ENDPOINT": "nothing"], code: .environment, fragments: ["HF_ENDPOINT", "nothing"]),
      Case(
        environment: ["HF_ENDPOINT": "http://127.0.0.1:1"], code: .network,
        fragments: ["http://127.0.0.1:1", "HF_ENDPOINT", "proxy"]),
      Case(
        environment: ["HF_ENDPOINT": "http://name.invalid"], code: .network,
        fragments: ["cannot reach http://name.invalid:80"]),
      Case(
        environment: ["HF_HOME": "/proc/none"], code: .inputOutput, fragments: ["/proc/none", "set HF_HOME"]),
    ]
    for example in cases {
      try Bench.with { bench in
        try bench.serve("model.safetensors", noise(1000))
        let stub = try HubStub(bench.repositories, example.arguments)
        let fault = try #require(
          error {
            _ = try bench.session(stub, example.environment).weights(of: HubRepository(parsing: example.repository))
          }, "\(example)")
        #expect(fault.code == example.code, "\(example): \(fault.message)")
        for fragment in example.fragments { #expect(fault.message.contains(fragment), "\(fault.message)") }
        for secret in ["hf_secret", "Signature"] { #expect(!fault.message.contains(secret)) }
        #expect(try bench.files(ending: ".incomplete").isEmpty)
      }
    }
  }

  @Test("A repository without weights, and one without a description, say so")
  func missingFiles() throws {
    try Bench.with { bench in
      try bench.serve("README.md", Data("text".utf8))
      let stub = try HubStub(bench.repositories)
      let repository = try HubRepository("org/model")
      let noWeights = error { _ = try bench.session(stub).weights(of: repository) }
      #expect(noWeights?.code == .weights)
      for name in HubSession.weightNames { #expect(noWeights?.message.contains(name) == true) }
      #expect(error { _ = try bench.session(stub).folder(of: repository) }?.message.contains("config.json") == true)
      // That a file is missing is remembered, in a form that Python's client takes.
      let before = try stub.requests.count
      #expect(error { _ = try bench.session(stub).weights(of: repository) }?.code == .weights)
      #expect(try stub.requests.count == before)
      let contents = try bench.contents()
      #expect(contents.keys.contains { $0.hasPrefix("models--org--model/.no_exist/") })
      #expect(try !bench.files(ending: try #require(contents["models--org--model/refs/main"])).isEmpty)
    }
  }

  @Test("Weights that timm does not have say which there are")
  func namesWithoutWeights() throws {
    try Bench.with { bench in
      let stub = try HubStub(bench.repositories)
      for (name, fragments) in [
        ("ecaresnet200d", ["no pretrained weights of 'ecaresnet200d.untrained'", "ecaresnet101d", "synthetic:0"]),
        ("sedarknet21", ["no pretrained weights of 'sedarknet21", "synthetic:0"]),
      ] {
        let fault = error { _ = try bench.session(stub).source(of: name) }
        #expect(fault?.code == .weights)
        for fragment in fragments { #expect(fault?.message.contains(fragment) == true, "\(fault?.message ?? "")") }
      }
      #expect(try stub.requests.isEmpty)
    }
  }
}
