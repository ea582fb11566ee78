package io.rtoto.cli.live;

import io.rtoto.cli.publishing.PublisherSettings;
import io.rtoto.cli.publishing.Signatory;
import io.rtoto.cli.rulebooks.LibraryWorkshop;
import io.rtoto.gateway.Gateway;
import io.rtoto.gateway.GatewayEnvironment;
import io.rtoto.gateway.GatewaySettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rtoto gateway}: a gateway of its own, at whose rule desk rules are written. */
@Command(
    name = "gateway",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Starts a gateway beside a broker and a job that run already. Its settings are in the"
          + " environment, as those of the image rtoto/gateway: RTOTO_KAFKA, RTOTO_PORT, RTOTO_USERS"
          + " and others, see gateway/README.md.",
      "Authors can write at its rule desk: it compiles and tries rules, and signs them with the key."
          + " Runs until Ctrl-C."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:It ran, and was stopped.",
      "1:It cannot start; the message says why.",
      "2:A setting makes no sense, or wrong usage."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class GatewayCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private PublisherSettings signing;

  @Override
  public Integer call() throws IOException {
    GatewaySettings settings = settings();
    // That there is none is told now, and not to the first who publishes.
    Signatory unused = signing.signatory();
    PrintWriter out = spec.commandLine().getOut();
    StopSignal stop = new StopSignal(System.out);
    stop.listen();
    try (Gateway gateway =
        Gateway.start(
            settings.withWorkshop(
                new LibraryWorkshop(
                    settings.bootstrapServers(), signing::signatory, settings.clock())))) {
      out.printf(
          "The gateway listens on port %d, and on port %d for operators. Ctrl-C stops.%n",
          gateway.port(), gateway.managementPort());
      gateway
          .firstLogin()
          .ifPresent(link -> out.println("First login: " + link + " (once, to become admin)"));
      out.flush();
      stop.await();
    }
    return 0;
  }

  private GatewaySettings settings() {
    try {
      return GatewayEnvironment.read(System.getenv());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
