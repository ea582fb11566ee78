package io.rtoto.jobs.identity;

import io.rtoto.jobs.EngageSettings;
import io.rtoto.schemas.flow.CustomerMessage;
import io.rtoto.schemas.flow.Erasure;
import io.rtoto.schemas.identity.IdentifierErased;
import io.rtoto.schemas.identity.IdentityCommand;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.util.Collector;

/** Tells the customer whose identifier was erased. */
public final class ErasureFunction implements FlatMapFunction<IdentityCommand, CustomerMessage> {
  private static final long serialVersionUID = 1;

  private final Pseudonyms pseudonyms;

  /** As set. */
  public ErasureFunction(EngageSettings settings) {
    pseudonyms = new Pseudonyms(settings.identitySecret());
  }

  @Override
  public void flatMap(IdentityCommand command, Collector<CustomerMessage> out) {
    if (command instanceof IdentifierErased erased) {
      out.collect(new Erasure(pseudonyms.customerId(erased.identifier()), erased.upTo()));
    }
  }
}
