package io.rtoto.cli.rulebooks;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.publishing.RulePublisher;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts in force what was rehearsed. */
@Command(
    name = "promote",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Puts the rules that are rehearsed in force, as they were rehearsed, and ends the rehearsal.",
      "Where approval is asked for, as publish tells, another than their author must promote them;"
          + " by their author, they wait for it."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class PromoteCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--drop", description = "End the rehearsal instead, and put nothing in force.")
  private boolean drop;

  @Mixin private PublishingSettings settings;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Publication by = settings.publication();
    try (RulePublisher publisher = by.publisher()) {
      RuleBundle shadow =
          publisher
              .published()
              .shadow()
              .orElseThrow(
                  () ->
                      new CommandFailure(
                          "No rules are rehearsed on "
                              + settings.kafka()
                              + ". Maybe: ./rtoto rules publish --shadow."));
      Publishing publishing = new Publishing(publisher, by, out, out::println);
      var unused = drop ? publishing.drop(shadow) : publishing.promote(shadow);
    }
    return 0;
  }
}
