import CBackbonesKernels
import Foundation
import Testing

@Suite struct Teams {
  /// Marks of the tasks of one run, and of the workers that ran them.
  private final class Marks: @unchecked Sendable {
    let tasks: UnsafeMutablePointer<Int32>
    let count: Int
    let threads: Int
    init(_ count: Int, threads: Int) {
      (self.count, self.threads) = (count, threads)
      tasks = .allocate(capacity: max(count, 1))
      tasks.initialize(repeating: 0, count: max(count, 1))
    }
    deinit { tasks.deallocate() }
    var allOnce: Bool { (0..<count).allSatisfy { tasks[$0] == 1 } }
  }

  private struct Handle: @unchecked Sendable { let team: OpaquePointer }

  private static func run(_ team: OpaquePointer, _ marks: Marks) {
    bb_team_run(
      team, Int32(marks.count),
      { context, task, worker in
        let marks = Unmanaged<Marks>.fromOpaque(context!).takeUnretainedValue()
        let isWorker = (0..<marks.threads).contains(Int(worker))
        marks.tasks[Int(task)] += isWorker ? 1 : 1000
      }, Unmanaged.passUnretained(marks).toOpaque())
  }

  @Test(arguments: [1, 2, 3, 5]) func runEveryTaskOnce(threads: Int) throws {
    let team = try #require(bb_team_create(Int32(threads)))
    defer { bb_team_destroy(team) }
    var numbers = Numbers(seed: UInt64(threads))
    for _ in 0..<200 {
      #expect(bb_team_claim(team) != 0)
      for _ in 0..<5 {
        let marks = Marks(numbers.integer(0...60), threads: threads)
        Self.run(team, marks)
        #expect(marks.allOnce)
      }
      bb_team_release(team)
    }
  }

  @Test func areClaimedByOneThreadAtATime() throws {
    let handle = Handle(team: try #require(bb_team_create(3)))
    defer { bb_team_destroy(handle.team) }
    let counts = Mutexed()
    let group = DispatchGroup()
    for thread in 0..<4 {
      DispatchQueue.global().async(group: group) {
        var numbers = Numbers(seed: UInt64(thread))
        var done = 0
        while done < 100 {
          guard bb_team_claim(handle.team) != 0 else {
            sched_yield()
            continue
          }
          let marks = Marks(numbers.integer(0...30), threads: 3)
          Self.run(handle.team, marks)
          counts.add(marks.allOnce ? 1 : 0)
          bb_team_release(handle.team)
          done += 1
        }
      }
    }
    group.wait()
    #expect(counts.total == 400)
  }

  private final class Mutexed: @unchecked Sendable {
    private let lock = NSLock()
    private(set) var total = 0
    func add(_ n: Int) { lock.withLock { total += n } }
  }

  @Test func workAgainAfterTheirWorkersHaveGoneToSleep() throws {
    let team = try #require(bb_team_create(4))
    defer { bb_team_destroy(team) }
    for _ in 0..<5 {
      usleep(2000)
      #expect(bb_team_claim(team) != 0)
      let marks = Marks(40, threads: 4)
      Self.run(team, marks)
      #expect(marks.allOnce)
      bb_team_release(team)
    }
  }

  @Test func comeAndGo() {
    for threads in 1...40 {
      let team = bb_team_create(Int32(threads % 6 + 1))
      #expect(team != nil)
      bb_team_destroy(team)
    }
    #expect(bb_team_create(0) == nil)
  }

  @Test func processorsAreAtLeastOneAndNoMoreThanThereAre() {
    #expect((1...ProcessInfo.processInfo.processorCount).contains(Int(bb_processors_available())))
  }
}
