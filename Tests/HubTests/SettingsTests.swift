import BackbonesTensors
import BackbonesTestSupport
import Foundation
import Testing

import BackbonesHub

@Suite struct SettingsTests {
  @Test(
    "The cache is where Python's client has it",
    arguments: [
      ([:], "/u/.cache/huggingface/hub"),
      (["HF_HOME": "/h"], "/h/hub"),
      (["HF_HOME": ""], "/u/.cache/huggingface/hub"),
      (["XDG_CACHE_HOME": "/x"], "/x/huggingface/hub"),
      (["XDG_CACHE_HOME": "/x", "HF_HOME": "/h"], "/h/hub"),
      (["HF_HUB_CACHE": "/c", "HF_HOME": "/h"], "/c"),
      (["HUGGINGFACE_HUB_CACHE": "/d"], "/d"),
      (["HF_HUB_CACHE": "/c", "HUGGINGFACE_HUB_CACHE": "/d"], "/c"),
      (["HF_HOME": "~/a"], "/u/a/hub"),
      (["HF_HOME": "$A/${B}c/$D", "A": "/a", "B": "b"], "/a/bc/$D/hub"),
    ] as [([String: String], String)])
  func cache(_ environment: [String: String], _ expected: String) throws {
    #expect(try HubSettings(environment: environment.merging(["HOME": "/u"]) { $1 }).cache == expected)
  }

  @Test("Endpoint, offline, timeouts and progress follow their variables")
  func others() throws {
    let plain = try HubSettings(environment: [:])
    #expect(plain.endpoint == "https://huggingface.co")
    #expect(!plain.isOffline && plain.usesLinks && !plain.hidesProgress)
    #expect((plain.answerTimeout, plain.downloadTimeout) == (10, 10))
    #expect(try HubSettings(environment: ["HF_ENDPOINT": "http://h:1/p//"]).endpoint == "http://h:1/p")
    for text in ["1", "on", "Yes", "TRUE"] { #expect(try HubSettings(environment: ["HF_HUB_OFFLINE": text]).isOffline) }
    for text in ["0", "true1", "y"] { #expect(try !HubSettings(environment: ["HF_HUB_OFFLINE": text]).isOffline) }
    #expect(try HubSettings(environment: ["TRANSFORMERS_OFFLINE": "1"]).isOffline)
    #expect(try !HubSettings(environment: ["TRANSFORMERS_OFFLINE": "1", "HF_HUB_OFFLINE": "0"]).isOffline)
    #expect(try HubSettings(environment: ["HF_HUB_ETAG_TIMEOUT": "3"]).answerTimeout == 3)
    #expect(try HubSettings(environment: ["HF_HUB_DOWNLOAD_TIMEOUT": "0"]).downloadTimeout == 10)
    let error = #expect(throws: BackboneError.self) { try HubSettings(environment: ["HF_HUB_ETAG_TIMEOUT": "0.5"]) }
    #expect(error?.code == .environment)
  }

  @Test("A token comes from a variable or a file, and no text has it")
  func tokens() throws {
    try withTemporaryDirectory { directory in
      let file = directory.appending(path: "token")
      try Data(" hf_file\n".utf8).write(to: file)
      func token(_ environment: [String: String]) throws -> HubToken? {
        try HubSettings(environment: environment).token
      }
      #expect(try token(["HF_HOME": directory.path])?.secret == "hf_file")
      #expect(try token(["HF_TOKEN_PATH": file.path])?.secret == "hf_file")
      #expect(try token(["HF_HOME": directory.path, "HF_TOKEN": "hf_a\n"])?.secret == "hf_a")
      #expect(try token(["HF_HOME": "/none", "HUGGING_FACE_HUB_TOKEN": "hf_b"])?.secret == "hf_b")
      #expect(try token(["HF_HOME": directory.path, "HF_HUB_DISABLE_IMPLICIT_TOKEN": "1"]) == nil)
      #expect(try token(["HF_HOME": "/none", "HF_TOKEN": " \n"]) == nil)
      let settings = try HubSettings(environment: ["HF_TOKEN": "hf_secret"])
      var dumped = ""
      dump(settings, to: &dumped)
      for text in ["\(settings)", String(reflecting: settings), dumped] { #expect(!text.contains("hf_secret")) }
    }
  }

  @Test("URLs are encoded as Python's client encodes them")
  func urls() throws {
    let file = try HubRepository("org/m", revision: "refs/pr/1").url(of: "a b/é#?.json", at: "http://h/p")
    #expect(file == "http://h/p/org/m/resolve/refs%2Fpr%2F1/a%20b/%C3%A9%23%3F.json")
  }

  @Test(
    "Names that would leave the cache, or are none, are refused",
    arguments: [
      "", "a/b/c", "../a", "a/..", "a--b", "a/b.git", "-a/b", "a/.b", "a/b-", "a b/c", "a/b@", "a/b@../x", "a/b@/x",
      "a/b@x..y/../z", "a/b@x\u{7F}", "a/b@m\nn", "a/b@x@y", "a//b", "é/b",
    ])
  func refused(_ text: String) { #expect(throws: BackboneError.self) { try HubRepository(parsing: text) } }

  @Test(
    "Names of files that would leave the snapshot are refused",
    arguments: ["../a", "/a", "a/../b", "a\\..\\b", "C:/a", ""])
  func refusedFiles(_ name: String) throws {
    let repository = try HubRepository("org/m")
    #expect(throws: BackboneError.self) { try repository.url(of: name, at: "http://h") }
  }

  @Test("A model's name is read as timm reads it")
  func references() throws {
    #expect(try ModelReference(parsing: "resnet50") == .registered("resnet50"))
    #expect(try ModelReference(parsing: "timm/resnet50.a1_in1k") == .registered("timm/resnet50.a1_in1k"))
    #expect(try ModelReference(parsing: "hf-hub:a/b@v1") == .hub(HubRepository("a/b", revision: "v1")))
    #expect(try ModelReference(parsing: "HF_Hub:a/b") == .hub(HubRepository("a/b")))
    #expect(try ModelReference(parsing: "/tmp") == .directory("/tmp"))
    #expect(try ModelReference(parsing: "local-dir:/tmp") == .directory("/tmp"))
    #expect(try ModelReference(parsing: "x.safetensors") == .file("x.safetensors"))
    for (text, fragment) in [
      ("some/model", "hf-hub:some/model"), ("timm/resnet51", "did you mean resnet50"),
      ("resnet51", "did you mean resnet50"), ("s3:x", "hf-hub:"),
      ("local-dir:/no/such", "no folder"), ("hf-hub:", "no name of a repository"), ("resnet50.zz", "unknown tag"),
    ] {
      let error = #expect(throws: BackboneError.self) { try ModelReference(parsing: text) }
      #expect(error?.message.contains(fragment) == true, "\(text): \(error?.message ?? "")")
    }
  }
}
