package io.rtoto.cli.backtest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.rtoto.rules.authoring.Thresholds.OfThreshold;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * What a backtest found. It depends on the journal and the rules alone: what it took is told apart.
 *
 * @param recording what was gone through
 * @param base the rules as they are, and what they decided in the time that is compared
 * @param candidate the rules as they may be, likewise
 * @param changes each thing that either side decided, by rule, kind and name
 * @param stopped each thing that either side proposed and did not say, by rule, name and reason
 * @param failures each rule that threw on either side
 * @param thresholds each threshold of the rules as they may be, as far as these were asked, and by
 *     which other its rule would have fired more often
 * @param notRehearsed what a backtest cannot tell
 * @param reproduced what was decided then, beside what the rules as they are decide now; null where
 *     it is not at hand
 */
public record Report(
    Recorded recording,
    Decided base,
    Decided candidate,
    List<Change> changes,
    List<Stopped> stopped,
    List<Failed> failures,
    List<OfThreshold> thresholds,
    NotRehearsed notRehearsed,
    @Nullable Reproduced reproduced) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
          .build();

  /**
   * What was gone through.
   *
   * @param journal where it was read
   * @param entries how many entries the journal has
   * @param events how many events of it took part
   * @param erased how many did not, for their customers were erased since, or they stood there
   *     twice
   * @param customers of how many customers
   * @param first the time of the first event
   * @param newest the time of the newest
   * @param since when the comparison begins
   * @param until when it ends
   * @param compared how many events lie in that time
   * @param versions of the rules that the journal tells were in force
   */
  public record Recorded(
      String journal,
      long entries,
      long events,
      long erased,
      long customers,
      Instant first,
      Instant newest,
      Instant since,
      Instant until,
      long compared,
      SortedSet<String> versions) {}

  /**
   * What one side decided.
   *
   * @param rules where the rules come from
   * @param version of them
   * @param decisions how many decisions it made
   * @param customers about how many customers
   * @param stopped how many proposals it did not say, for something stood in their way
   */
  public record Decided(
      String rules, String version, long decisions, long customers, long stopped) {}

  /**
   * What both sides made of one thing that a rule proposes.
   *
   * @param rule the rule's id
   * @param kind such as {@code offer}
   * @param name such as {@code free-delivery}
   * @param base how often the rules as they are decided it
   * @param candidate how often the rules as they may be do
   * @param gained how many of these decisions only the candidate makes
   * @param lost how many only the base makes
   * @param altered how many both make, at another time or in other words
   * @param newly customers who get it from the candidate only
   * @param noLonger customers who get it from the base only
   * @param worth what the carts, orders or products that it is about come to, at list price
   */
  public record Change(
      String rule,
      String kind,
      String name,
      long base,
      long candidate,
      long gained,
      long lost,
      long altered,
      Customers newly,
      Customers noLonger,
      List<Worth> worth) {
    /** Whether the sides differ in it. */
    @JsonProperty
    public boolean isDifferent() {
      return gained + lost + altered > 0;
    }
  }

  /**
   * Customers.
   *
   * @param number how many
   * @param samples the first of them, by id
   */
  public record Customers(long number, List<String> samples) {}

  /**
   * Money of one currency.
   *
   * @param currency ISO 4217
   * @param baseMinor of what the rules as they are decided, in minor units
   * @param candidateMinor of what the rules as they may be do
   */
  public record Worth(String currency, long baseMinor, long candidateMinor) {}

  /**
   * How often a proposal was stopped.
   *
   * @param rule the rule's id
   * @param name what it proposed
   * @param reason what stood in its way, such as {@code over_budget}
   * @param base how often by the rules as they are
   * @param candidate how often by the rules as they may be
   */
  public record Stopped(String rule, String name, String reason, long base, long candidate) {}

  /**
   * How often a rule threw.
   *
   * @param rule the rule's id
   * @param error the kind of failure
   * @param base how often as it is
   * @param candidate how often as it may be
   */
  public record Failed(String rule, String error, long base, long candidate) {}

  /**
   * What a backtest cannot tell.
   *
   * @param moment whose rules were not asked
   * @param looks how many looks at products there were at which they might have been
   * @param rules the rules on it, of either side
   * @param changed whether their files differ, or what is set of recommendations
   */
  public record NotRehearsed(String moment, long looks, SortedSet<String> rules, boolean changed) {}

  /**
   * What was decided then, beside what the rules as they are decide now: of the time that is
   * compared, by the same version, but for what is not rehearsed.
   *
   * @param recorded how many decisions were recorded
   * @param same how many of them come out the same
   * @param otherwise how many come out with another rule or another thing
   * @param missing how many do not come out
   * @param more how many come out that were not recorded
   * @param byOthers how many recorded ones are by other versions, and hence not compared
   * @param otherVersions those
   * @param notRehearsed how many recorded ones are not rehearsed
   * @param samples ids of the first decisions that differ
   */
  public record Reproduced(
      long recorded,
      long same,
      long otherwise,
      long missing,
      long more,
      long byOthers,
      SortedSet<String> otherVersions,
      long notRehearsed,
      List<String> samples) {}

  /** Whether the sides decide the same. */
  public boolean isEmpty() {
    return changes.stream().noneMatch(Change::isDifferent);
  }

  /** As JSON, ending in a line break. */
  public String json() {
    try {
      return JSON.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
