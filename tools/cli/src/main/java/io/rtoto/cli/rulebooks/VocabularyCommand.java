package io.rtoto.cli.rulebooks;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.cli.console.ProjectRoot;
import io.rtoto.rules.authoring.VocabularyText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells every word that a rule may use. */
@Command(
    name = "vocabulary",
    mixinStandardHelpOptions = true,
    description = "Tells every word that a rule may use, from the docs of the facts in RTOTO.")
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class VocabularyCommand implements Callable<Integer> {
  private static final String DOCUMENT = "rules/library/VOCABULARY.md";

  @Spec private CommandSpec spec;

  @Option(names = "--write", description = "Write it to " + DOCUMENT + " instead.")
  private boolean write;

  @Override
  public Integer call() throws IOException {
    Path root = ProjectRoot.find();
    Path facts = root.resolve("rules/src/main/java/io/rtoto/rules/facts");
    if (!Files.isDirectory(facts)) {
      throw new CommandFailure(
          "The sources of the facts are not in "
              + facts
              + ". Maybe start ./rtoto in a clone of RTOTO.");
    }
    String text = VocabularyText.of(facts);
    PrintWriter out = spec.commandLine().getOut();
    if (write) {
      Path document = root.resolve(DOCUMENT);
      Files.writeString(document, text);
      out.println("Wrote " + document + ".");
    } else {
      out.print(text);
    }
    out.flush();
    return 0;
  }
}
