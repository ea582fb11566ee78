package io.rtoto.jobs.intake;

import io.rtoto.schemas.flow.Posting;
import io.rtoto.schemas.flow.Publication;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Parts the sound rule bundles and models from the dead letters. */
public final class PublicationIntakeFunction extends ProcessFunction<Posting, Publication> {
  private static final long serialVersionUID = 1;

  @Override
  public void processElement(Posting posting, Context context, Collector<Publication> out) {
    PostedPublications.publication(posting)
        .handOn(out::collect, letter -> context.output(IntakeFunction.DEAD_LETTERS, letter));
  }
}
