package io.rtoto.cli.backtest;

import java.io.IOException;
import java.util.Map;

/** What engage wrote of a time that is over. */
public interface Recorded {
  /** Takes messages. */
  @FunctionalInterface
  interface Sink {
    /**
     * Takes the next message.
     *
     * @param place where it stands, such as {@code journal.jsonl, line 3}
     */
    void accept(Place place, byte[] message) throws IOException;
  }

  /** Tells where a message stands, if anybody asks. */
  @FunctionalInterface
  interface Place {
    /** Such as {@code journal.jsonl, line 3}. */
    String told();
  }

  /** Where the journal is, such as {@code out/run/journal.jsonl}. */
  String name();

  /** Gives out the entries of the journal, in any order. */
  void journal(Sink sink) throws IOException;

  /** Whether what was decided then is at hand. */
  boolean hasDecisions();

  /** Gives out what was decided then, in any order. */
  void decisions(Sink sink) throws IOException;

  /**
   * Of which customer each identifier is by now, by its key. Of whom there is none is the
   * customer's that the journal tells.
   */
  Map<String, String> owners() throws IOException;
}
