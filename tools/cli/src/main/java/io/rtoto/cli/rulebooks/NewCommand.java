package io.rtoto.cli.rulebooks;

import io.rtoto.cli.console.CommandFailure;
import io.rtoto.rules.authoring.NewRule;
import io.rtoto.rules.authoring.RuleLibrary;
import io.rtoto.rules.cases.CaseRunner;
import io.rtoto.rules.findings.Finding;
import io.rtoto.rules.findings.NearestWord;
import io.rtoto.rules.vocabulary.Vocabulary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Begins a rule: it is sound, its cases hold, and it takes no more than a note. */
@Command(
    name = "new",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Begins a rule: a file that is sound, and cases of when it speaks and when not.",
      "It takes a note and says nothing to anybody until you change it."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class NewCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      description = "The idea in a word or two, such as gift_card.")
  private String name;

  @Parameters(index = "1", arity = "0..1", paramLabel = "PATH", description = Library.PATH)
  private @Nullable Path path;

  @Option(
      names = "--moment",
      paramLabel = "MOMENT",
      required = true,
      description = "When it is asked, such as CartAbandoned: see rtoto rules vocabulary.")
  private String moment;

  @Option(
      names = "--pack",
      paramLabel = "PACK",
      defaultValue = "retail",
      description = "The industry, a folder of the library (default: ${DEFAULT-VALUE}).")
  private String pack;

  @Option(
      names = "--owner",
      paramLabel = "TEAM",
      defaultValue = "${sys:user.name}",
      description = "Who is asked when it misbehaves (default: your user name).")
  private String owner;

  @Override
  public Integer call() throws IOException {
    Path library = Library.at(path);
    NewRule rule =
        new NewRule(name, momentType(), pack, owner, LocalDate.now(ZoneId.systemDefault()));
    for (String file : rule.files().keySet()) {
      if (Files.exists(library.resolve(file))) {
        throw new CommandFailure(
            "There is %s already. Maybe another name.".formatted(library.resolve(file)));
      }
    }
    requireSound(rule, library);
    for (Map.Entry<String, String> file : rule.files().entrySet()) {
      Path written = library.resolve(file.getKey());
      Files.createDirectories(written.getParent());
      Files.writeString(written, file.getValue(), StandardOpenOption.CREATE_NEW);
    }
    tell(rule, library);
    return 0;
  }

  private Class<?> momentType() {
    List<String> known = Vocabulary.moments().stream().map(Class::getSimpleName).toList();
    return Vocabulary.moments().stream()
        .filter(each -> each.getSimpleName().equals(moment))
        .findAny()
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(),
                    "There is no moment %s; expected one of %s. %s"
                        .formatted(
                            moment, String.join(", ", known), NearestWord.hint(moment, known))
                        .strip()));
  }

  /** A name may be none for a file, or taken: the check knows. */
  private void requireSound(NewRule rule, Path library) {
    Map<String, String> rules = new TreeMap<>(RuleLibrary.rulesIn(library).files());
    Map<String, String> cases = new TreeMap<>();
    rule.files().forEach((file, text) -> (file.endsWith(".drl") ? rules : cases).put(file, text));
    List<Finding> findings =
        CaseRunner.check(new RuleLibrary(rules), new RuleLibrary(cases)).stream()
            .filter(finding -> rule.files().containsKey(finding.file()))
            .toList();
    if (!findings.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), findings.get(0).message() + " " + findings.get(0).hint());
    }
  }

  private void tell(NewRule rule, Path library) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        """
        Wrote %1$s
        and   %2$s.
        So far it takes a note. To make the customer an offer, let it say

            insert( new Offer( "%3$s", 10 ) );

        with offer: %3$s in its cases, and give it its text under offers: in texts.yaml:

          %3$s:
            en: ...
            zh-TW: ...
            zh-CN: ...

        rtoto rules check tells what is wrong, and rtoto rules test how the cases end.
        """,
        library.resolve(rule.rulePath()), library.resolve(rule.casesPath()), rule.proposal());
    out.flush();
  }
}
