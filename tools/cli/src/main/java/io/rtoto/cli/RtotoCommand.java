package io.rtoto.cli;

import io.rtoto.bench.BenchCommand;
import io.rtoto.cli.audience.AudienceCommand;
import io.rtoto.cli.audit.AuditCommand;
import io.rtoto.cli.bounded.RunCommand;
import io.rtoto.cli.cluster.PrepareCommand;
import io.rtoto.cli.identity.IdentityTools;
import io.rtoto.cli.keys.KeysCommand;
import io.rtoto.cli.live.GatewayCommand;
import io.rtoto.cli.live.UpCommand;
import io.rtoto.cli.models.ModelCommand;
import io.rtoto.cli.rulebooks.RulesCommand;
import io.rtoto.cli.shop.SimulateCommand;
import io.rtoto.cli.users.UsersCommand;
import io.rtoto.cli.why.WhyCommand;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The root of the command line. */
@Command(
    name = "rtoto",
    mixinStandardHelpOptions = true,
    version = "rtoto 0.1.0",
    description = "Knows each customer of a shop, and answers while they are still on the page.",
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:It worked.", "1:It failed; the message says why.", "2:Wrong usage."},
    subcommands = {
      UpCommand.class,
      RunCommand.class,
      SimulateCommand.class,
      RulesCommand.class,
      ModelCommand.class,
      IdentityTools.class,
      KeysCommand.class,
      UsersCommand.class,
      AuditCommand.class,
      WhyCommand.class,
      AudienceCommand.class,
      PrepareCommand.class,
      GatewayCommand.class,
      BenchCommand.class
    })
final class RtotoCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  /** The whole command line, ready to execute. */
  static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new RtotoCommand());
    commandLine.setExecutionExceptionHandler(Failures::tell);
    commandLine.setParameterExceptionHandler(Failures::tellWrongUsage);
    commandLine.registerConverter(
        Duration.class, text -> parsed(text, Duration::parse, "a duration such as P2D or PT30M"));
    commandLine.registerConverter(
        Instant.class, text -> parsed(text, Instant::parse, "a time such as 2026-01-05T00:00:00Z"));
    commandLine.registerConverter(
        int.class, text -> parsed(text, Integer::parseInt, "a whole number"));
    commandLine.registerConverter(
        long.class, text -> parsed(text, Long::parseLong, "a whole number"));
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    return commandLine;
  }

  private static <T> T parsed(String text, Function<String, T> reading, String expected) {
    try {
      return reading.apply(text);
    } catch (DateTimeParseException | NumberFormatException e) {
      throw new TypeConversionException(text + "; expected " + expected + ".");
    }
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }
}
