package io.rtoto.cli.rulebooks;

import com.sun.management.OperatingSystemMXBean;
import io.rtoto.cli.backtest.Backtest;
import io.rtoto.cli.backtest.BacktestRequest;
import io.rtoto.cli.backtest.Circumstances;
import io.rtoto.cli.backtest.Recorded;
import io.rtoto.cli.backtest.RecordedFiles;
import io.rtoto.cli.backtest.RecordedTopics;
import io.rtoto.cli.backtest.Report;
import io.rtoto.cli.backtest.ReportText;
import io.rtoto.cli.backtest.Side;
import io.rtoto.cli.console.Format;
import io.rtoto.cli.console.JobSettings;
import io.rtoto.cli.console.Progress;
import io.rtoto.cli.kafka.BrokerCheck;
import io.rtoto.cli.kafka.BrokerOption;
import io.rtoto.cli.lines.CatalogFile;
import io.rtoto.cli.models.ParameterFile;
import io.rtoto.cli.publishing.PublishedRules;
import io.rtoto.cli.publishing.SignatorySettings;
import io.rtoto.jobs.engagement.Hindsight;
import io.rtoto.local.Workplace;
import io.rtoto.schemas.Topic;
import io.rtoto.schemas.models.ModelParameters;
import io.rtoto.schemas.rulebundles.RuleBundle;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What would these rules have decided on what happened? */
@Command(
    name = "backtest",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Rehearses rules on what happened: who would newly get what, who would no longer, what stops"
          + " it and what it is about comes to, beside the rules as they are; and by which threshold"
          + " a rule would have fired twice as often.",
      "It goes through the events of a journal by the code of the job, in event time. The rules are"
          + " checked first. The same journal and rules give the same report: what it took is told"
          + " apart, on the error stream.",
      "How settings such as RTOTO_CART_IDLE_AFTER are for the job, they are to be here."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:It was rehearsed.",
      "1:The rules have problems, or the journal cannot be read.",
      "2:Wrong usage."
    },
    footer = {
      "",
      "Examples:",
      "  ./rtoto rules backtest --since P7D",
      "  ./rtoto rules backtest --journal out/run/journal.jsonl --against out/before"
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class BacktestCommand implements Callable<Integer> {
  private static final int MOST_THREADS = 64;
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  @Spec private CommandSpec spec;

  @ArgGroup(multiplicity = "0..1")
  private Source source = new Source();

  /** Where it was recorded. */
  static final class Source {
    @Option(
        names = "--journal",
        paramLabel = "FILE",
        description = "A journal, as rtoto run writes journal.jsonl; gzip is accepted.")
    private @Nullable Path journal;

    @Option(
        names = "--kafka",
        paramLabel = "HOST:PORT",
        description =
            "A broker, as far back as it keeps the journal (" + BrokerOption.DEFAULT + ").")
    private @Nullable String kafka;
  }

  @Option(
      names = "--since",
      paramLabel = "DURATION",
      defaultValue = "P7D",
      description =
          "How long before the newest event the comparison begins (default: ${DEFAULT-VALUE})."
              + " Earlier events are remembered only.")
  private Duration since;

  @Option(
      names = "--rules",
      paramLabel = "DIR",
      description = "The rules as they may be (default: rules/library of RTOTO).")
  private @Nullable Path rules;

  @Option(
      names = "--against",
      paramLabel = "VERSION|DIR",
      description =
          "The rules as they are: active, proposed or a version that was published, or a library's"
              + " root (default: active, what is in force on the broker; of a file, rules/library"
              + " of RTOTO).")
  private @Nullable String against;

  @Mixin private SignatorySettings signing;

  @Option(
      names = "--decisions",
      paramLabel = "FILE",
      description =
          "With --journal, what was decided then, as rtoto run writes decisions.jsonl: tells how"
              + " much of it comes out again. A broker has it.")
  private @Nullable Path decisions;

  @Option(
      names = "--catalog",
      paramLabel = "FILE",
      description =
          "With --journal, products, one a line: what is sold out there counts as sold out all the"
              + " time. A broker has it.")
  private @Nullable Path catalog;

  @Option(
      names = "--model",
      paramLabel = "FILE",
      split = ",",
      description = "With --journal, models, as rtoto model fit writes them. A broker has them.")
  private List<Path> models = List.of();

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Format format;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Where to write report.json, and what either side decided: decisions-base.jsonl and"
              + " decisions-candidate.jsonl; made when missing.")
  private @Nullable Path out;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      description = "How many customers are gone through at a time (default: one for each core).")
  private @Nullable Integer parallelism;

  /** What the rules meet, and what they are compared with. */
  private record Setting(Recorded recorded, Side base, Hindsight.Beside beside) {}

  @Override
  public Integer call() throws IOException {
    requireSense();
    Path library = Library.at(rules);
    Problems problems = Problems.in(library);
    if (!problems.findings().isEmpty()) {
      PrintWriter err = spec.commandLine().getErr();
      problems.lines(spec.commandLine().getColorScheme()).forEach(err::println);
      return 1;
    }
    Side candidate = new Side(library.toString(), compiled(library));
    Setting setting =
        source.journal == null
            ? ofBroker(source.kafka == null ? BrokerOption.found() : source.kafka)
            : ofFiles(source.journal);
    InstantSource clock = InstantSource.system();
    Progress progress = new Progress(System.err, Boolean.getBoolean("rtoto.terminal"), clock);
    Instant began = clock.instant();
    long spent = PROCESS.getProcessCpuTime();
    try (Workplace workplace =
        out == null ? Workplace.temporary("rtoto-backtest") : Workplace.in(out)) {
      BacktestRequest request =
          new BacktestRequest(
              setting.recorded(),
              setting.base(),
              candidate,
              setting.beside(),
              since,
              out,
              workplace.folder(),
              parallelism == null ? Runtime.getRuntime().availableProcessors() : parallelism);
      Backtest.Result result = new Backtest(request, progress).run();
      tell(result.report());
      tellCost(
          result,
          Duration.between(began, clock.instant()),
          Duration.ofNanos(PROCESS.getProcessCpuTime() - spent));
    }
    return 0;
  }

  private void requireSense() {
    if (since.isNegative() || since.isZero()) {
      throw wrong("--since is " + since + "; expected more than PT0S");
    }
    if (parallelism != null && (parallelism < 1 || parallelism > MOST_THREADS)) {
      throw wrong("--parallelism is " + parallelism + "; expected 1 to " + MOST_THREADS);
    }
    if (source.journal == null && (decisions != null || catalog != null || !models.isEmpty())) {
      throw wrong("--decisions, --catalog and --model go with --journal; a broker has them");
    }
    requireReadable("--journal", source.journal);
    requireReadable("--decisions", decisions);
    requireReadable("--catalog", catalog);
  }

  private void requireReadable(String option, @Nullable Path file) {
    if (file != null && (!Files.isReadable(file) || Files.isDirectory(file))) {
      throw wrong(option + " " + file + " is no file that can be read");
    }
  }

  private ParameterException wrong(String what) {
    return new ParameterException(spec.commandLine(), what + ".");
  }

  private Setting ofFiles(Path journal) throws IOException {
    Circumstances beside = new Circumstances();
    if (catalog != null) {
      new CatalogFile(catalog).read(entry -> beside.isOnSale(entry.productId(), entry));
    }
    for (Path model : models) {
      ModelParameters read = ParameterFile.read(spec, model);
      if (!beside.holds(read)) {
        throw wrong("--model has two models of " + read.key() + "; expected one");
      }
    }
    if (against != null && !Files.isDirectory(Path.of(against))) {
      throw wrong(
          "--against "
              + against
              + " is no folder; expected a library's root. A version goes with --kafka");
    }
    Path library = Library.at(against == null ? null : Path.of(against));
    return new Setting(
        new RecordedFiles(journal, decisions),
        new Side(library.toString(), compiled(library)),
        beside.by(JobSettings.of()));
  }

  private Setting ofBroker(String kafka) throws IOException {
    BrokerCheck.require(kafka, Topic.JOURNAL);
    return new Setting(
        new RecordedTopics(kafka), base(kafka), Circumstances.on(kafka).by(JobSettings.of()));
  }

  private Side base(String kafka) throws IOException {
    if (against != null && Files.isDirectory(Path.of(against))) {
      return new Side(against, compiled(Path.of(against)));
    }
    String called = against == null ? Named.ACTIVE : against;
    Named.requireVersion(called);
    return new Side(
        kafka, Named.findAny(called, PublishedRules.on(kafka, signing.signatoryIfAny()), kafka));
  }

  /** When it is published decides nothing here. Apart, for it may be anybody's. */
  private static RuleBundle compiled(Path library) {
    return Library.compileApart(library, Instant.EPOCH);
  }

  private void tell(Report report) throws IOException {
    PrintWriter to = spec.commandLine().getOut();
    switch (format) {
      case TEXT -> ReportText.of(report).forEach(to::println);
      case JSON -> to.print(report.json());
    }
    to.flush();
    if (out != null) {
      Files.writeString(out.resolve("report.json"), report.json());
    }
  }

  /** The CPU of the whole has the reading, the sorting and the JVM's compilers in it. */
  private void tellCost(Backtest.Result result, Duration took, Duration cpu) {
    double seconds = took.toMillis() / 1000.0;
    long events = Math.max(1, result.report().recording().events());
    PrintWriter err = spec.commandLine().getErr();
    err.printf(
        Locale.ROOT,
        "%.1f s, %,.0f events/s. CPU for an event: %.1f µs to read it, %.1f to decide it as it is,"
            + " %.1f as it may be; %.1f all in all.%n",
        seconds,
        events / Math.max(seconds, 0.001),
        result.cpu().reading(),
        result.cpu().base(),
        result.cpu().candidate(),
        cpu.toNanos() / 1e3 / events);
    err.flush();
  }
}
