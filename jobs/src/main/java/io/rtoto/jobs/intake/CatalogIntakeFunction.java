package io.rtoto.jobs.intake;

import io.rtoto.jobs.telemetry.DeadLetterCount;
import io.rtoto.schemas.flow.CatalogChange;
import io.rtoto.schemas.flow.Posting;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Parts the sound catalogue entries from the dead letters. */
public final class CatalogIntakeFunction extends ProcessFunction<Posting, CatalogChange> {
  private static final long serialVersionUID = 1;

  private transient DeadLetterCount letters;

  @SuppressWarnings("NullAway.Init") // set in open, on the machine that it runs on
  public CatalogIntakeFunction() {}

  @Override
  public void open(OpenContext context) {
    letters = new DeadLetterCount(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(Posting posting, Context context, Collector<CatalogChange> out) {
    PostedCatalog.change(posting)
        .handOn(
            out::collect,
            letter -> {
              letters.count(letter);
              context.output(IntakeFunction.DEAD_LETTERS, letter);
            });
  }
}
