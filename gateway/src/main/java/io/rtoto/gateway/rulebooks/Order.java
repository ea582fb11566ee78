package io.rtoto.gateway.rulebooks;

import io.rtoto.gateway.logins.Caller;
import io.rtoto.gateway.rulebooks.RuleWorkshop.Change;
import io.rtoto.gateway.rulebooks.RuleWorkshop.Draft;
import io.rtoto.gateway.rulebooks.RuleWorkshop.Outcome;
import io.rtoto.gateway.rulebooks.RuleWorkshop.Person;
import io.rtoto.gateway.rulebooks.RuleWorkshop.Problem;
import io.rtoto.gateway.rulebooks.RuleWorkshop.Trial;
import io.rtoto.gateway.rulebooks.WorkshopRefusal.Reason;
import io.rtoto.schemas.Messages;
import io.rtoto.schemas.audit.AuditAction;
import io.rtoto.schemas.audit.AuditEntry.Deed;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What somebody at the rule desk asks for, as the body of the request tells it. */
sealed interface Order {
  /** The most characters of a reason. */
  int LONGEST_WHY = 500;

  /** Of what its audit tells that it was asked for, be it done or refused then. */
  String AT_THE_DESK = "ordered at the rule desk";

  /** What is written down before it is carried out; empty where it changes nothing. */
  default Optional<Deed> deed(Caller caller) {
    return Optional.empty();
  }

  /**
   * Carries it out.
   *
   * @param versions those that it may name
   * @return the answer as JSON
   */
  byte[] carryOut(RuleWorkshop workshop, RuleVersions versions, Person by)
      throws IOException, WorkshopRefusal;

  /** Check a library. */
  record Check(Map<String, String> files) implements Order {
    private static final Messages<Checked> ANSWERS = Messages.of(Checked.class);

    private record Checked(List<Problem> problems) {}

    public Check {
      requireFiles(files);
    }

    @Override
    public byte[] carryOut(RuleWorkshop workshop, RuleVersions versions, Person by)
        throws WorkshopRefusal {
      return ANSWERS.write(new Checked(workshop.check(files)));
    }
  }

  /** Run the cases of a library. */
  record Test(Map<String, String> files) implements Order {
    private static final Messages<Trial> ANSWERS = Messages.of(Trial.class);

    public Test {
      requireFiles(files);
    }

    @Override
    public byte[] carryOut(RuleWorkshop workshop, RuleVersions versions, Person by)
        throws WorkshopRefusal {
      return ANSWERS.write(workshop.test(files));
    }
  }

  /** Tell a version and another one, or a library, apart. */
  record Diff(String from, @Nullable String to, @Nullable Map<String, String> files)
      implements Order {
    private static final Messages<Told> ANSWERS = Messages.of(Told.class);

    private record Told(List<Change> differences) {}

    public Diff {
      requireText(from);
      if ((to == null) == (files == null)) {
        throw new IllegalArgumentException("Expected either to or files.");
      }
      if (files != null) {
        requireFiles(files);
      }
    }

    @Override
    public byte[] carryOut(RuleWorkshop workshop, RuleVersions versions, Person by)
        throws WorkshopRefusal {
      Map<String, String> after = to == null ? files : filesOf(to, versions);
      return ANSWERS.write(
          new Told(workshop.diff(filesOf(from, versions), after == null ? Map.of() : after)));
    }

    private static Map<String, String> filesOf(String version, RuleVersions versions)
        throws WorkshopRefusal {
      return versions
          .find(version)
          .orElseThrow(() -> new WorkshopRefusal(Reason.MISSING, RuleVersions.notFound(version)))
          .files();
    }
  }

  /**
   * Publish a library, or rehearse it.
   *
   * @param shadow which of both; never left out, for the one cannot be taken for the other
   */
  record Publish(Map<String, String> files, String parent, String why, @Nullable Boolean shadow)
      implements Order {
    public Publish {
      requireFiles(files);
      requireText(parent);
      requireReason(why);
      if (shadow == null) {
        throw new IllegalArgumentException("Expected shadow to be true or false.");
      }
    }

    private boolean isRehearsal() {
      return Boolean.TRUE.equals(shadow);
    }

    @Override
    public Optional<Deed> deed(Caller caller) {
      return Optional.of(
          caller.deed(
              isRehearsal() ? AuditAction.RULES_REHEARSED : AuditAction.RULES_PUBLISHED,
              null,
              AT_THE_DESK + ", from " + named(parent)));
    }

    @Override
    public byte[] carryOut(RuleWorkshop workshop, RuleVersions versions, Person by)
        throws IOException, WorkshopRefusal {
      return written(workshop.publish(new Draft(files, parent, why, isRehearsal()), by));
    }
  }

  /** About one version. */
  sealed interface OfVersion extends Order {
    /** Which. */
    String version();

    /** What the audit calls it. */
    AuditAction action();

    @Override
    default Optional<Deed> deed(Caller caller) {
      return Optional.of(caller.deed(action(), named(version()), AT_THE_DESK));
    }
  }

  /** Put in force what waits for approval. */
  record Approve(String version) implements OfVersion {
    public Approve {
      requireText(version);
    }

    @Override
    public AuditAction action() {
      return AuditAction.RULES_PROMOTED;
    }

    @Override
    public byte[] carryOut(RuleWorkshop workshop, RuleVersions versions, Person by)
        throws IOException, WorkshopRefusal {
      return written(workshop.approve(version, by));
    }
  }

  /** Put in force what is rehearsed. */
  record Promote(String version) implements OfVersion {
    public Promote {
      requireText(version);
    }

    @Override
    public AuditAction action() {
      return AuditAction.RULES_PROMOTED;
    }

    @Override
    public byte[] carryOut(RuleWorkshop workshop, RuleVersions versions, Person by)
        throws IOException, WorkshopRefusal {
      return written(workshop.promote(version, by));
    }
  }

  /** End a rehearsal. */
  record Drop(String version) implements OfVersion {
    private static final Messages<Dropped> ANSWERS = Messages.of(Dropped.class);

    private record Dropped(List<String> messages) {}

    public Drop {
      requireText(version);
    }

    @Override
    public AuditAction action() {
      return AuditAction.RULES_DROPPED;
    }

    @Override
    public byte[] carryOut(RuleWorkshop workshop, RuleVersions versions, Person by)
        throws IOException, WorkshopRefusal {
      return ANSWERS.write(new Dropped(workshop.drop(version, by)));
    }
  }

  /** Put the rules of an earlier number in force again. */
  record RollBack(long number, String why) implements Order {
    public RollBack {
      if (number < 1) {
        throw new IllegalArgumentException("Expected a number from 1 on.");
      }
      requireReason(why);
    }

    @Override
    public Optional<Deed> deed(Caller caller) {
      return Optional.of(
          caller.deed(AuditAction.RULES_ROLLED_BACK, null, AT_THE_DESK + ", to number " + number));
    }

    @Override
    public byte[] carryOut(RuleWorkshop workshop, RuleVersions versions, Person by)
        throws IOException, WorkshopRefusal {
      return written(workshop.rollBack(number, why, by));
    }
  }

  /** Whoever asks may send anything for one: that is written down nowhere. */
  private static String named(String version) {
    return version.matches("[0-9a-f]{1,12}") ? version : "no version";
  }

  private static byte[] written(Outcome outcome) {
    return Messages.of(Outcome.class).write(outcome);
  }

  private static void requireFiles(Map<String, String> files) {
    if (files == null || files.isEmpty() || files.values().stream().anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException("Expected the files of a library, text by path.");
    }
  }

  private static void requireText(String text) {
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException("Expected a version.");
    }
  }

  private static void requireReason(String why) {
    if (why == null || why.length() > LONGEST_WHY || why.codePoints().anyMatch(Order::steers)) {
      throw new IllegalArgumentException(
          "Expected a reason of at most %d characters in one line.".formatted(LONGEST_WHY));
    }
  }

  /** Whether it moves what is shown of the others: it is kept for ever, and shown by terminals. */
  private static boolean steers(int character) {
    int type = Character.getType(character);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
