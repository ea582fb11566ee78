package io.rtoto.jobs.measurement;

import io.rtoto.jobs.settings.MeasureSettings;
import io.rtoto.jobs.state.RecordTypes;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Counts what stands by itself, and hands on what hangs on the customer or on the rules. */
public final class RoutingFunction extends ProcessFunction<News, Word> {
  private static final long serialVersionUID = 1;

  /** What counts on scorecards. */
  public static final OutputTag<Change> SCORECARDS =
      new OutputTag<>("scorecard-changes", RecordTypes.of(Change.class));

  /** What counts in figures. */
  public static final OutputTag<Change> FIGURES =
      new OutputTag<>("figure-changes", RecordTypes.of(Change.class));

  /** When which rules were asked. */
  public static final OutputTag<Asked> ASKED =
      new OutputTag<>("asked", RecordTypes.of(Asked.class));

  private final MeasureSettings settings;

  /** With these settings. */
  public RoutingFunction(MeasureSettings settings) {
    this.settings = settings;
  }

  @Override
  public void processElement(News news, Context context, Collector<Word> out) {
    new Routing(
            settings.replayEnd(),
            new Outlet() {
              @Override
              public void scorecards(Change change) {
                context.output(SCORECARDS, change);
              }

              @Override
              public void figures(Change change) {
                context.output(FIGURES, change);
              }

              @Override
              public void customer(Word word) {
                out.collect(word);
              }

              @Override
              public void asked(Asked asked) {
                context.output(ASKED, asked);
              }
            })
        .tell(news);
  }
}
