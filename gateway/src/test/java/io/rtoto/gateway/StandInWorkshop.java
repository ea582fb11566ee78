package io.rtoto.gateway;

import io.rtoto.gateway.rulebooks.RuleWorkshop;
import io.rtoto.gateway.rulebooks.WorkshopRefusal;
import io.rtoto.gateway.rulebooks.WorkshopRefusal.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/**
 * A workshop without Drools: each line with {@code oops} in it is a problem, a case passes unless
 * its line says {@code fails}, and version {@code aaa} is in force. It remembers what it was asked.
 */
final class StandInWorkshop implements RuleWorkshop {
  private final List<String> asked = new ArrayList<>();
  private volatile CountDownLatch open = new CountDownLatch(0);

  /** What was asked so far, by whom. */
  synchronized List<String> asked() {
    return List.copyOf(asked);
  }

  /** Lets everybody wait from now on, until that is counted down. */
  void waitFor(CountDownLatch until) {
    open = until;
  }

  @Override
  public List<Problem> check(Map<String, String> files) {
    await("check");
    List<Problem> problems = new ArrayList<>();
    new TreeMap<>(files)
        .forEach(
            (path, text) -> {
              String[] lines = text.split("\n", -1);
              for (int i = 0; i < lines.length; i++) {
                int at = lines[i].indexOf("oops");
                if (at >= 0) {
                  problems.add(
                      new Problem(
                          path,
                          i + 1,
                          at + 1,
                          at + 5,
                          "error",
                          "oops is no word of a rule.",
                          "Maybe you meant items."));
                }
              }
            });
    return problems;
  }

  @Override
  public Trial test(Map<String, String> files) {
    List<Problem> problems = check(files);
    return problems.isEmpty()
        ? new Trial(List.of(), cases(files), List.of("retail.hello.silent"))
        : new Trial(problems, List.of(), List.of());
  }

  private static List<TriedCase> cases(Map<String, String> files) {
    List<TriedCase> cases = new ArrayList<>();
    new TreeMap<>(files)
        .forEach(
            (path, text) -> {
              String[] lines = text.split("\n", -1);
              for (int i = 0; i < lines.length; i++) {
                if (lines[i].contains("case: ")) {
                  boolean passes = !lines[i].contains("fails");
                  cases.add(
                      new TriedCase(
                          path,
                          i + 1,
                          lines[i].substring(lines[i].indexOf("case: ") + 6),
                          passes,
                          passes ? List.of() : List.of("Expected an offer, but found none.")));
                }
              }
            });
    return cases;
  }

  @Override
  public List<Change> diff(Map<String, String> before, Map<String, String> after) {
    await("diff");
    return after.entrySet().stream()
        .filter(file -> !file.getValue().equals(before.get(file.getKey())))
        .map(
            file ->
                new Change(
                    file.getKey(),
                    1,
                    "retail.hello",
                    null,
                    before.containsKey(file.getKey()) ? "changed" : "added",
                    List.of("It says something else.")))
        .toList();
  }

  @Override
  public Outcome publish(Draft draft, Person author) throws WorkshopRefusal {
    await(author.name() + (draft.shadow() ? " rehearses: " : " publishes: ") + draft.why());
    if (!draft.parent().equals("aaa")) {
      throw new WorkshopRefusal(Reason.OVERTAKEN, "Version aaa by ben is in force by now.");
    }
    Trial trial = test(draft.files());
    List<TriedCase> failed = trial.cases().stream().filter(one -> !one.passed()).toList();
    if (!trial.problems().isEmpty() || !failed.isEmpty()) {
      throw new WorkshopRefusal(
          Reason.REFUSED,
          "They are not sound, and nothing was published.",
          trial.problems(),
          failed);
    }
    return draft.shadow()
        ? new Outcome(State.REHEARSING, "bbb", null, List.of("Rules bbb are rehearsed."))
        : new Outcome(State.IN_FORCE, "bbb", 2L, List.of("Published number 2, rules bbb."));
  }

  @Override
  public Outcome approve(String version, Person approver) throws IOException, WorkshopRefusal {
    await(approver.name() + " approves: " + version);
    switch (version) {
      case "aaa" -> throw new WorkshopRefusal(Reason.OWN, "They are your own.");
      case "fff" -> throw new IOException("Kafka did not take the rules.");
      default -> {
        return new Outcome(State.IN_FORCE, version, 3L, List.of("Published number 3."));
      }
    }
  }

  @Override
  public Outcome promote(String version, Person by) {
    await(
        by.name() + (by.mayApprove() ? ", who may approve, promotes: " : " promotes: ") + version);
    return new Outcome(State.PROPOSED, version, null, List.of("They wait for approval."));
  }

  @Override
  public List<String> drop(String version, Person by) throws WorkshopRefusal {
    await(by.name() + " drops: " + version);
    throw new WorkshopRefusal(Reason.MISSING, "Rules " + version + " are not rehearsed.");
  }

  @Override
  public Outcome rollBack(long number, String why, Person by) {
    await(by.name() + " goes back to " + number + ": " + why);
    return new Outcome(State.UNCHANGED, "aaa", number, List.of("They are in force already."));
  }

  private void await(String what) {
    synchronized (this) {
      asked.add(what);
    }
    try {
      open.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
