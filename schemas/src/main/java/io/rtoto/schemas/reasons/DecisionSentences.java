package io.rtoto.schemas.reasons;

import static java.util.Map.entry;

import io.rtoto.schemas.decisions.Arm;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.decisions.Decision.Considered;
import io.rtoto.schemas.decisions.Decision.Recommended;
import io.rtoto.schemas.journal.DecisionNotMade;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was said, what was not and what stopped it, in sentences. */
public final class DecisionSentences {
  private static final int PERCENT = 100;

  /** What stops a proposal, as people say it. */
  private static final Map<String, String> STOPPED =
      Map.ofEntries(
          entry(Considered.OUTRANKED, "something else weighed more"),
          entry("no_consent", "the customer does not allow it"),
          entry("repeated_too_soon", "the same was said a short while ago"),
          entry("capped", "it was said as often as its cap allows"),
          entry("over_budget", "the customer was spoken to as often as the budget allows"),
          entry("quiet_hours", "it fell into the customer's quiet hours"),
          entry(
              "moot",
              "while it was held, the customer has ordered, emptied the cart, or ended, extended or"
                  + " used the agreement that it is about"),
          entry(
              "told_before",
              "an alert has told of the same loss, and the customer has not ordered since"),
          entry("out_of_stock", "what it is about is sold out"),
          entry("over_credit", "it is beyond the customer's credit limit"),
          entry(
              "credit_unknown",
              "nothing shows that it is within the customer's credit limit, for what it costs is"
                  + " not known, or in another currency"),
          entry("below_margin", "it gives away more than the margin bears"),
          entry("over", "its time was over when it could have gone out"),
          entry("no_session", "the customer was not on the page"));

  private DecisionSentences() {}

  /** What was decided, why each product is recommended, and what stopped everything else. */
  public static List<String> of(Decision made) {
    List<String> lines = new ArrayList<>();
    lines.add(decided(made));
    List<Recommended> recommended = made.recommended();
    if (recommended != null) {
      recommended.forEach(one -> lines.add("    %s.".formatted(Shown.sentence(one))));
    }
    made.considered().stream()
        .filter(one -> !isWinner(one))
        .forEach(one -> lines.add(not(one, made.considered())));
    return List.copyOf(lines);
  }

  /** That nothing was said, and what stopped each proposal. */
  public static List<String> of(DecisionNotMade none) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "  Nothing was said as %s%s, by version %s."
            .formatted(
                none.slot(),
                unasked(none.reason()),
                versions(none.bundleVersion(), none.modelVersion())));
    none.considered().forEach(one -> lines.add(not(one, none.considered())));
    return List.copyOf(lines);
  }

  private static String not(Considered one, List<Considered> all) {
    return "    Not %s.".formatted(sentence(one, all));
  }

  /** Why no rule was asked of what had been held; nothing where rules were. */
  private static String unasked(@Nullable String reason) {
    if (DecisionNotMade.UNREADABLE.equals(reason)) {
      return ": another version of the job had held it, and this one cannot read it";
    }
    return DecisionNotMade.DISPLACED.equals(reason)
        ? ": there was no room to hold it until quiet hours are over"
        : "";
  }

  private static boolean isWinner(Considered one) {
    return one.outcome().equals(Considered.CHOSEN) || one.outcome().equals(Considered.HELD_OUT);
  }

  private static String decided(Decision made) {
    Arm arm = made.arm();
    if (arm != null && arm != Arm.TREATED) {
      return "  Held out: %s %s, which rule %s of version %s would have said, was not said: %s%s."
          .formatted(
              made.slot(),
              made.name(),
              made.rule(),
              made.bundleVersion(),
              arm == Arm.HELD_OUT_OF_ALL
                  ? "the customer is one of those who hear no marketing, so that one can tell what"
                      + " all of it brings"
                  : "the customer is one of those who do not hear it, so that one can tell what it"
                      + " brings",
              made.propensity() == null
                  ? ""
                  : " (%s of 100 customers)".formatted(shown(made.propensity() * PERCENT)));
    }
    return "  Decided: %s %s%s%s%s, by rule %s of version %s."
        .formatted(
            made.kind().wireName(),
            made.name(),
            made.products().isEmpty() ? "" : " of " + String.join(", ", made.products()),
            made.text() == null ? "" : " \"" + made.text() + "\"",
            made.considered().stream()
                .filter(one -> one.outcome().equals(Considered.CHOSEN))
                .findFirst()
                .map(DecisionSentences::way)
                .orElse(""),
            made.rule(),
            versions(made.bundleVersion(), made.modelVersion()));
  }

  /** Of the rules, and of the model where one was in force. */
  private static String versions(String rules, @Nullable String model) {
    return model == null ? rules : "%s with model %s".formatted(rules, model);
  }

  private static String sentence(Considered one, List<Considered> all) {
    List<String> stopped = one.stoppedBy() == null ? List.of(one.outcome()) : one.stoppedBy();
    return "%s (%s, weighing %s)%s: %s"
        .formatted(
            one.name(),
            one.rule(),
            shown(one.weight()),
            way(one),
            stopped.stream()
                .map(
                    what ->
                        stopped(what)
                            + (what.equals(Considered.OUTRANKED) ? byHowMuch(one, all) : ""))
                .collect(Collectors.joining("; and ")));
  }

  private static String stopped(String what) {
    return Considered.guardOf(what)
        .map(guard -> "guard " + guard + " withdrew it")
        .orElseGet(() -> STOPPED.getOrDefault(what, what.replace('_', ' ')));
  }

  /** By which way, and why by none that the shop prefers; empty of what reaches no customer. */
  private static String way(Considered one) {
    if (one.channel() == null) {
      return "";
    }
    String way = " through " + one.channel().wireName();
    return one.passedOver() == null
        ? way
        : one.passedOver().stream()
            .map(
                passed ->
                    "not through %s, for %s"
                        .formatted(
                            passed.channel().wireName(),
                            STOPPED.getOrDefault(passed.because(), passed.because())))
            .collect(Collectors.joining("; ", way + " (", ")"));
  }

  private static String byHowMuch(Considered one, List<Considered> all) {
    return all.stream()
        .filter(DecisionSentences::isWinner)
        .findFirst()
        .map(
            chosen ->
                chosen.weight() > one.weight()
                    ? ", by %s".formatted(shown(chosen.weight() - one.weight()))
                    : ", or as much, and its rule comes first by its id")
        .orElse("");
  }

  private static String shown(double weight) {
    return weight == Math.rint(weight) ? Long.toString((long) weight) : "%.2f".formatted(weight);
  }
}
