package io.rtoto.jobs.intake;

import io.rtoto.schemas.flow.Posting;
import io.rtoto.schemas.rulebundles.RuleBundle;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Parts the sound rule bundles from the dead letters. */
public final class RulesIntakeFunction extends ProcessFunction<Posting, RuleBundle> {
  private static final long serialVersionUID = 1;

  @Override
  public void processElement(Posting posting, Context context, Collector<RuleBundle> out) {
    Posted.ruleBundle(posting)
        .handOn(out::collect, letter -> context.output(IntakeFunction.DEAD_LETTERS, letter));
  }
}
