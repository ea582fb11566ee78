package io.rtoto.gateway.dashboard;

import io.rtoto.schemas.deadletters.DeadLetter;
import io.rtoto.schemas.journal.JournalEntry;

/** Who else hears, as it happens, what came of events. Called by the thread that reads it. */
public interface Listener {
  /** What took effect; before its transaction commits, so that it may come again. */
  void journal(JournalEntry entry);

  /** What was set aside. */
  void deadLetter(DeadLetter letter);
}
