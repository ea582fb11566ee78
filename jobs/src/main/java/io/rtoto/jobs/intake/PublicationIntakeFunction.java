package io.rtoto.jobs.intake;

import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.jobs.telemetry.DeadLetterCount;
import io.rtoto.schemas.deadletters.Reason;
import io.rtoto.schemas.flow.Posting;
import io.rtoto.schemas.flow.Publication;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.Succession;
import io.rtoto.schemas.rulebundles.Succession.Judgement;
import io.rtoto.schemas.rulebundles.Succession.Place;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Parts the rules and models that are sound from the dead letters. Remembers which number was given
 * last, for ever: other rules are in force only if they follow. It is one for all, so that all
 * subtasks behind it get the same.
 */
public final class PublicationIntakeFunction extends ProcessFunction<Posting, Publication>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1;

  private final TrustedPublishers publishers;

  @SuppressWarnings("NullAway.Init") // set in initializeState, which comes before open
  private transient ListState<Place> kept;

  @SuppressWarnings("NullAway.Init") // set with it
  private transient Place last;

  private transient DeadLetterCount letters;

  /**
   * An intake.
   *
   * @param publishers those who may publish rules; where there is none, nobody need sign
   */
  @SuppressWarnings("NullAway.Init") // the rest is set on the machine that it runs on
  public PublicationIntakeFunction(TrustedPublishers publishers) {
    this.publishers = publishers;
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    kept =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("last-rules", RecordTypes.of(Place.class)));
    last = Place.NONE;
    for (Place one : kept.get()) {
      last = one;
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    kept.update(List.of(last));
  }

  /** A file of keys that holds none stops the start. */
  @Override
  public void open(OpenContext context) throws IOException {
    Succession unused = publishers.succession();
    letters = new DeadLetterCount(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(Posting posting, Context context, Collector<Publication> out) {
    PostedPublications.publication(posting)
        .unless(posting, Reason.UNTRUSTED, this::objectionTo)
        .handOn(
            out::collect,
            letter -> {
              letters.count(letter);
              context.output(IntakeFunction.DEAD_LETTERS, letter);
            });
  }

  private Optional<String> objectionTo(Publication publication) {
    RuleBundle bundle = null;
    if (publication instanceof Publication.Rules rules) {
      bundle = rules.bundle();
    } else if (publication instanceof Publication.Shadow shadow) {
      bundle = shadow.bundle();
    }
    if (bundle == null) {
      return Optional.empty();
    }
    Succession succession;
    try {
      succession = publishers.succession();
    } catch (IOException | IllegalArgumentException e) {
      // Whose key counts is not known now: what is in force stays.
      return Optional.of(
          "Rules %s are not taken, for nobody knows who may publish: %s"
              .formatted(bundle.version(), e.getMessage()));
    }
    if (publication instanceof Publication.Shadow) {
      return succession.objectionAs(bundle, RuleBundle.SHADOW_KEY);
    }
    Judgement judgement = succession.judge(bundle, last);
    last = judgement.last();
    return judgement.accepts() ? Optional.empty() : Optional.of(judgement.objection());
  }
}
