import BackbonesExtraction
import BackbonesTensors
import BackbonesTestSupport
import Foundation
import Testing

@Suite struct ShardTests {
  private static func slurm(_ id: Int, _ min: Int, _ max: Int, step: Int = 1, count: Int) -> [String: String] {
    [
      "SLURM_ARRAY_TASK_ID": "\(id)", "SLURM_ARRAY_TASK_MIN": "\(min)", "SLURM_ARRAY_TASK_MAX": "\(max)",
      "SLURM_ARRAY_TASK_STEP": "\(step)", "SLURM_ARRAY_TASK_COUNT": "\(count)",
    ]
  }

  @Test("A task's shard is that of its place in the array or job")
  func readsTheEnvironment() throws {
    for (environment, shards, expected) in [
      (Self.slurm(0, 0, 63, count: 64), nil, Shard(0, of: 64)),
      (Self.slurm(64, 1, 64, count: 64), nil, Shard(63, of: 64)),
      (Self.slurm(11, 3, 15, step: 4, count: 4), nil, Shard(2, of: 4)),
      // Two tasks of 64, submitted again.
      (Self.slurm(7, 3, 7, count: 2), 64, Shard(7, of: 64)), (["JOB_COMPLETION_INDEX": "5"], 8, Shard(5, of: 8)),
    ] as [([String: String], Int?, Shard)] {
      #expect(try Shard(of: { environment[$0] }, shards: shards) == expected)
    }
  }

  @Test("An environment that says nothing, or too much, is an error of usage")
  func refuses() throws {
    for (environment, shards, part) in [
      ([:], nil, "neither SLURM_ARRAY_TASK_ID nor JOB_COMPLETION_INDEX is set"), ([:], 4, "neither"),
      (["JOB_COMPLETION_INDEX": "0"], nil, "give --shards N"), (["JOB_COMPLETION_INDEX": "8"], 8, "the last is 7"),
      (["JOB_COMPLETION_INDEX": "x"], 8, "is 'x', expected a number"),
      (["SLURM_ARRAY_TASK_ID": "1"], nil, "SLURM_ARRAY_TASK_MIN is not set"),
      (Self.slurm(1, 0, 3, count: 4).merging(["JOB_COMPLETION_INDEX": "1"]) { $1 }, nil, "both"),
      (Self.slurm(7, 3, 7, count: 2), nil, "the array has gaps"),
      (Self.slurm(2, 0, 3, count: 3), nil, "the array has gaps"),
    ] as [([String: String], Int?, String)] {
      let error = #expect(throws: BackboneError.self) { try Shard(of: { environment[$0] }, shards: shards) }
      #expect(error?.code == .invalidOption && error?.message.contains(part) == true, "\(error?.message ?? "")")
    }
    let arguments = ["extract", Command.photo, "-o", "/nonexistent", "--shard"]
    let missing = try Command(arguments + ["auto"])
    #expect(missing.status == 64 && missing.complaint.contains("neither SLURM_ARRAY_TASK_ID"))
    #expect(try Command(arguments + ["0/2", "--shards", "2"]).status == 64)
    #expect(try Command(arguments + ["2/2"]).status == 64)
  }

  @Test("Tasks of an array, by their environment, share the work")
  func sharesTheWork() throws {
    try withTemporaryDirectory { folder in
      let pictures = try PictureFolder.make(20, in: folder)
      let (whole, shared) = (folder.appending(path: "whole"), folder.appending(path: "shared"))
      let arguments = ["extract", pictures.path, "--part-size", "3", "--size", "64", "-o"]
      #expect(try Command(arguments + [whole.path]).status == 0)
      for task in 0..<3 {
        let run = try Command(
          arguments + [shared.path, "--shard", "auto"],
          environment: Self.slurm(10 + 2 * task, 10, 14, step: 2, count: 3))
        #expect(run.status == 0, "\(run.complaint)")
      }
      #expect(try contents(of: shared) == contents(of: whole))
    }
  }
}
