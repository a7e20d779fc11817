import Diagnostics
import Running

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs inputs in a process of its own, which is ended by what crashes it, takes too long or too much memory.
struct Supervisor {
  /// Seconds of the processor that one input may take.
  private static let hangLimit = 2
  private static let memoryLimit: UInt = 6 << 30
  /// Inputs between two looks at the clock, and the lifetime of a process: none grows for ever.
  private static let inputsPerProcess = 20_000

  var seconds: Double
  /// Where an input is kept that ended the process.
  var folder: String
  var makeInput: (_ seed: UInt64) -> String
  /// What is wrong with the input, if that can be told without a crash.
  var run: @Sendable (String) -> String?

  /// Runs from `seed` on; returns how many inputs there were and how many of them ended badly.
  func run(from seed: UInt64) -> (inputs: Int, found: Int) {
    let deadline = ContinuousClock.now + .seconds(seconds)
    var (next, found) = (seed, 0)
    while .now < deadline {
      let (last, ending) = generation(from: next, until: deadline)
      if let ending {
        found += 1
        keep(makeInput(last), seed: last, ending)
      }
      next = last + 1
    }
    return (Int(next - seed), found)
  }

  private func keep(_ input: String, seed: UInt64, _ ending: String) {
    let path = "\(folder)/found-\(seed).swift"
    do throws(Fault) {
      try writeAtomically(Array(input.utf8), to: path)
      print("\(path): \(ending)")
    } catch {
      print("seed \(seed): \(ending); \(error.message)")
    }
    fflush(nil)
  }

  /// The last seed that a new process came to, and how it ended unless well.
  private func generation(from seed: UInt64, until deadline: ContinuousClock.Instant) -> (last: UInt64, ending: String?)
  {
    let size = MemoryLayout<UInt64>.stride
    guard let shared = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0), shared != MAP_FAILED
    else { return (seed, "no shared memory") }
    defer { munmap(shared, size) }
    let current = shared.bindMemory(to: UInt64.self, capacity: 1)
    current.pointee = seed
    fflush(nil)
    let child = fork()
    if child == 0 { work(from: seed, until: deadline, current) }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    let last = current.pointee
    switch status & 0x7F {
    case 0: return (last, status == 0 ? nil : "it is wrong (see above)")
    case SIGPROF: return (last, "it took longer than \(Self.hangLimit) s")
    default: return (last, "it ended by signal \(status & 0x7F)")
    }
  }

  private func work(
    from seed: UInt64, until deadline: ContinuousClock.Instant, _ current: UnsafeMutablePointer<UInt64>
  ) -> Never {
    var limit = rlimit(rlim_cur: Self.memoryLimit, rlim_max: Self.memoryLimit)
    setrlimit(__rlimit_resource_t(9), &limit)  // RLIMIT_AS
    let place = UInt(bitPattern: current)
    let (makeInput, run) = (makeInput, run)
    nonisolated(unsafe) let make = makeInput
    BackgroundThread.start {
      guard let current = UnsafeMutablePointer<UInt64>(bitPattern: place) else { _exit(1) }
      for number in seed..<seed + UInt64(Self.inputsPerProcess) where .now < deadline {
        current.pointee = number
        var timer = itimerval(it_interval: timeval(), it_value: timeval(tv_sec: Self.hangLimit, tv_usec: 0))
        setitimer(__itimer_which_t(ITIMER_PROF.rawValue), &timer, nil)
        if let complaint = run(make(number)) {
          print(complaint)
          fflush(nil)
          _exit(1)
        }
      }
      _exit(0)
    }
    while true { pause() }
  }
}
