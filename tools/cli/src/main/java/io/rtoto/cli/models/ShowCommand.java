package io.rtoto.cli.models;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a file of parameters says. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Says what a file of parameters says.",
    footer = {"", "Example:", "  ./rtoto model show out/mbgnbd.json"})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "PARAMETERS", description = "A file that rtoto model fit wrote.")
  private Path file;

  @Override
  public Integer call() throws IOException {
    Description.tell(ParameterFile.read(spec, file), spec.commandLine().getOut());
    return 0;
  }
}
