package io.rtoto.jobs.engagement;

import io.rtoto.jobs.memory.CustomerMemory;
import io.rtoto.jobs.memory.Remark;
import io.rtoto.schemas.decisions.Decision;
import io.rtoto.schemas.journal.JournalEntry;
import java.util.List;
import java.util.Map;

/**
 * What came of an event, or of time passing.
 *
 * @param memory what is remembered now
 * @param remarks what of it is about which identifier's events
 * @param decisions what is to be done, in the order in which it was decided
 * @param journal what took effect, in that order
 * @param heard what came of each moment, in that order
 * @param leftOut how many products were not recommended, by what stood in their way
 */
record Outcome(
    CustomerMemory memory,
    List<Remark> remarks,
    List<Decision> decisions,
    List<JournalEntry> journal,
    List<Heard> heard,
    Map<String, Integer> leftOut) {}
