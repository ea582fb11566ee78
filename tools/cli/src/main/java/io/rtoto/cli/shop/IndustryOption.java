package io.rtoto.cli.shop;

import io.rtoto.rules.findings.NearestWord;
import java.util.Iterator;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What kind of business is played. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
public final class IndustryOption {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--industry",
      paramLabel = "NAME",
      defaultValue = Industry.RETAIL,
      completionCandidates = Names.class,
      description = "What kind of business: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private String industry;

  /** Its name; another than those that there are is wrong usage. */
  public String name() {
    if (!Industry.names().contains(industry)) {
      throw new ParameterException(
          spec.commandLine(),
          "--industry is %s; expected one of %s. %s"
              .formatted(
                  industry,
                  String.join(", ", Industry.names()),
                  NearestWord.hint(industry, Industry.names()))
              .strip());
    }
    return industry;
  }

  /** For the help. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Industry.names().iterator();
    }
  }
}
