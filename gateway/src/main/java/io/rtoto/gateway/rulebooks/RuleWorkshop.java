package io.rtoto.gateway.rulebooks;

import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks, tries and publishes what is written at the rule desk. The gateway knows nothing of how
 * rules are compiled: whoever starts it may give it one of these.
 *
 * <p>All methods block, some of them for a minute or two, and several threads may call them at a
 * time. Files are those of a whole library with its cases: text by path, that of a workbook as
 * base64.
 */
public interface RuleWorkshop {
  /**
   * All that is wrong with a library as it is written, by file and place; its cases are not run.
   */
  List<Problem> check(Map<String, String> files) throws WorkshopRefusal;

  /** Runs the cases of a library, unless its rules are not sound. */
  Trial test(Map<String, String> files) throws WorkshopRefusal;

  /** What differs between two libraries, by file and place: refused where one cannot be read. */
  List<Change> diff(Map<String, String> before, Map<String, String> after) throws WorkshopRefusal;

  /**
   * Puts a library in force, or lets it be rehearsed, or wait for approval where that is asked for.
   *
   * @throws WorkshopRefusal when it is not sound, a case fails, or another than its parent is in
   *     force: nothing is changed
   * @throws IOException when the broker is away: it may or may not be done
   */
  Outcome publish(Draft draft, Person author) throws IOException, WorkshopRefusal;

  /**
   * Puts in force what waits for approval, as it was proposed.
   *
   * @throws WorkshopRefusal when that version does not wait, or is the approver's own
   * @throws IOException as of {@link #publish}
   */
  Outcome approve(String version, Person approver) throws IOException, WorkshopRefusal;

  /**
   * Puts in force what is rehearsed. Where approval is asked for, by who may not approve it is
   * proposed.
   *
   * @throws WorkshopRefusal when that version is not rehearsed
   * @throws IOException as of {@link #publish}
   */
  Outcome promote(String version, Person by) throws IOException, WorkshopRefusal;

  /**
   * Ends the rehearsal of a version.
   *
   * @return what was done, in sentences
   * @throws WorkshopRefusal when that version is not rehearsed
   * @throws IOException as of {@link #publish}
   */
  List<String> drop(String version, Person by) throws IOException, WorkshopRefusal;

  /**
   * Puts the rules of an earlier number in force again, as a new number.
   *
   * @throws WorkshopRefusal when there is no such number
   * @throws IOException as of {@link #publish}
   */
  Outcome rollBack(long number, String why, Person by) throws IOException, WorkshopRefusal;

  /**
   * Whoever works at the desk.
   *
   * @param name of the login, which is kept for ever as author or approver
   * @param mayApprove whether they may approve what others wrote
   */
  record Person(String name, boolean mayApprove) {}

  /**
   * What somebody wrote.
   *
   * @param files the whole library
   * @param parent the version in force that it was written from
   * @param why for what reason
   * @param shadow whether it is only to be rehearsed
   */
  record Draft(Map<String, String> files, String parent, String why, boolean shadow) {}

  /**
   * What is wrong.
   *
   * @param file its path; {@code .} where it is the library as a whole
   * @param line from 1
   * @param column from 1, in UTF-16 units
   * @param endColumn the column after what is meant; the same as column where something is missing
   * @param severity {@code error}: it keeps the library from being published
   * @param message a sentence: what, which value, what was expected
   * @param hint a sentence that begins with Maybe; null where there is no idea
   */
  record Problem(
      String file,
      int line,
      int column,
      int endColumn,
      String severity,
      String message,
      @Nullable String hint) {}

  /**
   * What became of a case.
   *
   * @param file its path
   * @param line where it begins, from 1
   * @param name its sentence
   * @param passed whether the rules do what it expects
   * @param messages what was expected and what came instead; none when it passed
   */
  record TriedCase(String file, int line, String name, boolean passed, List<String> messages) {}

  /**
   * What became of cases.
   *
   * @param problems of the library; where there are any no case was run
   * @param cases in the order of files and lines
   * @param neverFired the ids of rules that fire in no case
   */
  record Trial(List<Problem> problems, List<TriedCase> cases, List<String> neverFired) {}

  /**
   * What differs of a rule, a case or a file.
   *
   * @param file its path: of what is gone, in the former library
   * @param line where it begins, from 1
   * @param rule the id of the rule; null where it is none
   * @param caseName the sentence of the case; null where it is none
   * @param kind {@code added}, {@code removed}, {@code moved}, {@code changed} or {@code cosmetic}
   * @param messages in sentences; none where all of it was added or removed
   */
  record Change(
      String file,
      int line,
      @Nullable String rule,
      @Nullable String caseName,
      String kind,
      List<String> messages) {}

  /** What became of rules. */
  enum State {
    IN_FORCE,
    REHEARSING,
    /** They wait for another than their author. */
    PROPOSED,
    /** They were in force already. */
    UNCHANGED;

    /** The name in messages. */
    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What was done.
   *
   * @param state what became of the rules
   * @param version theirs
   * @param number of the publication; null of rules that are not in force
   * @param messages the same and more, in sentences
   */
  record Outcome(State state, String version, @Nullable Long number, List<String> messages) {}
}
