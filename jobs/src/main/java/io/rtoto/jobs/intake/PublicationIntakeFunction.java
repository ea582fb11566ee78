package io.rtoto.jobs.intake;

import io.rtoto.jobs.state.RecordTypes;
import io.rtoto.schemas.deadletters.Reason;
import io.rtoto.schemas.flow.Posting;
import io.rtoto.schemas.flow.Publication;
import io.rtoto.schemas.rulebundles.RuleBundle;
import io.rtoto.schemas.rulebundles.RuleKeys;
import io.rtoto.schemas.rulebundles.Succession;
import io.rtoto.schemas.rulebundles.Succession.Place;
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
 * Parts the rules and models that are sound from the dead letters. Remembers which rules it handed
 * on last, for ever: others are in force only if they follow those. It is one for all, so that all
 * subtasks behind it get the same.
 */
public final class PublicationIntakeFunction extends ProcessFunction<Posting, Publication>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1;

  private final List<String> trusted;
  private transient Succession succession;

  @SuppressWarnings("NullAway.Init") // set in initializeState, which comes before open
  private transient ListState<Place> kept;

  @SuppressWarnings("NullAway.Init") // set with it
  private transient Place last;

  /**
   * An intake.
   *
   * @param trusted the public keys of those who may publish rules; where there is none, nobody need
   *     sign
   */
  @SuppressWarnings("NullAway.Init") // the rest is set in open, on the machine that it runs on
  public PublicationIntakeFunction(List<String> trusted) {
    this.trusted = List.copyOf(trusted);
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

  @Override
  public void open(OpenContext context) {
    succession = new Succession(trusted.stream().map(RuleKeys::publicKey).toList());
  }

  @Override
  public void processElement(Posting posting, Context context, Collector<Publication> out) {
    PostedPublications.publication(posting)
        .unless(posting, Reason.UNTRUSTED, this::objectionTo)
        .handOn(
            publication -> {
              if (publication instanceof Publication.Rules rules) {
                last = Succession.after(rules.bundle(), last);
              }
              out.collect(publication);
            },
            letter -> context.output(IntakeFunction.DEAD_LETTERS, letter));
  }

  private Optional<String> objectionTo(Publication publication) {
    if (publication instanceof Publication.Rules rules) {
      return succession.objectionTo(rules.bundle(), last);
    }
    return publication instanceof Publication.Shadow shadow && shadow.bundle() != null
        ? succession.objectionAs(shadow.bundle(), RuleBundle.SHADOW_KEY)
        : Optional.empty();
  }
}
