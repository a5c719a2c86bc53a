/// What a worker says to its coordinator.
public enum WorkerMessage: Sendable, Equatable {
  case hello(Hello)
  case ready(Ready)
  case heartbeat(WorkerStatus)
  case progress(ProgressReport)
  case result(ResultReport)
  case failure(FailureReport)
  case offer(Offer)
  case chunk(Chunk)
  case want(Want)
  case inquire(DataInquiry)
  case bye(Bye)
}

/// What a coordinator says to a worker.
public enum CoordinatorMessage: Sendable, Equatable {
  case welcome(Welcome)
  case reject(Rejection)
  case resync(Resync)
  case assign(Assignment)
  case acknowledge(Acknowledgement)
  case cancel(Cancellation)
  case heartbeat(Pulse)
  case want(Want)
  case receipt(Receipt)
  case chunk(Chunk)
  case absent(Absence)
  case data(DataAnswer)
  case drain(Drain)
}
