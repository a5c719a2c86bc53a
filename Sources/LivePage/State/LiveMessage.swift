/// What the page's state is told.
package enum LiveMessage: Sendable {
  /// All workers that are there now, those not named are gone.
  case progress(LiveProgress, workers: [LiveWorker])
  /// Trials as they are now; those not named are as they were.
  case trials([LiveTrial])
  /// Maps of a model that was finished, the newest of all.
  case maps([LiveMap])
}
