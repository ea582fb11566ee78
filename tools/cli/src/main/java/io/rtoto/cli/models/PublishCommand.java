package io.rtoto.cli.models;

import io.rtoto.cli.kafka.BrokerCheck;
import io.rtoto.cli.kafka.BrokerOption;
import io.rtoto.cli.kafka.Publisher;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.models.ModelParameters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts a model in force. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    description = {
      "Puts a model in force on a broker: the job foretells by it from the next event on.",
      "It takes the place of the one before; that of who comes back and that of how long products"
          + " last have a place each."
    },
    footer = {"", "Example:", "  ./rtoto model publish out/mbgnbd.json"})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class PublishCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "PARAMETERS", description = "A file that rtoto model fit wrote.")
  private Path file;

  @Mixin private BrokerOption broker;

  @Override
  public Integer call() throws IOException {
    ModelParameters parameters = ParameterFile.read(spec, file);
    BrokerCheck.require(broker.address(), Topic.MODELS);
    try (Publisher publisher = new Publisher(broker.address())) {
      publisher.send(parameters);
      publisher.flush();
    }
    spec.commandLine()
        .getOut()
        .println(
            "The model in "
                + file
                + ", version "
                + parameters.version()
                + ", is in force on "
                + broker.address()
                + ".");
    return 0;
  }
}
