package io.rtoto.cli.rulebooks;

import io.rtoto.cli.publishing.Origin;
import io.rtoto.cli.publishing.RulePublisher;
import io.rtoto.cli.publishing.Signatory;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Who changes the rules, where, and why.
 *
 * @param kafka the broker
 * @param signatory whose key signs, and whom else to believe
 * @param person the name that is kept for ever
 * @param mayApprove whether they may approve what others made
 * @param why for what reason; may be empty
 * @param patience how long to wait until every subtask of the job does as it is told; zero for not
 *     at all
 * @param clock the time
 */
record Publication(
    String kafka,
    Signatory signatory,
    String person,
    boolean mayApprove,
    String why,
    Duration patience,
    InstantSource clock) {

  /** That this person publishes it now. */
  Origin byThem() {
    return new Origin(person, why, clock.instant());
  }

  /** That this person puts in force what was made before; it stays its maker's. */
  Origin promoting(RuleBundle made) {
    Origin approving = approving(made);
    return new Origin(person, approving.author(), null, approving.why(), approving.at());
  }

  /** That this person approves what another made. */
  Origin approving(RuleBundle made) {
    String whyMade = made.seal() == null ? "" : made.seal().why();
    return new Origin(
        person, made.author(), person, why.isEmpty() ? whyMade : why, clock.instant());
  }

  /** Whether they made it themselves. */
  boolean isOwn(RuleBundle made) {
    return person.equals(made.author());
  }

  /** Begins to publish. */
  RulePublisher publisher() throws IOException {
    return new RulePublisher(kafka, signatory);
  }
}
