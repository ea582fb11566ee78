package io.rtoto.jobs.memory;

/** What is told to the memory of one customer. */
public sealed interface CustomerMessage
    permits EventCounted,
        ViewAnswered,
        ContributionPut,
        ContributionRemarked,
        ContributionRetracted,
        ProductUnlisted {

  /** Which customer it is for. */
  String customerId();
}
