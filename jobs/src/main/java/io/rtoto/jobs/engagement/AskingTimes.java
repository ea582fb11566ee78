package io.rtoto.jobs.engagement;

import io.rtoto.schemas.rulebundles.RuleReport.Asking;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How long it took to ask the rules, by moment. Times are counted in steps of a quarter of a power
 * of two, as an HDR histogram has them: few numbers tell of microseconds as well as of seconds.
 */
final class AskingTimes {
  /** Two digits after the first, in binary, tell the steps of a power of two apart. */
  private static final int DIGITS = 2;

  private final NavigableMap<String, Times> byMoment = new TreeMap<>();

  private static final class Times {
    private final NavigableMap<Long, Long> within = new TreeMap<>();
    private long times;
    private long micros;

    private void took(long microseconds) {
      times++;
      micros += microseconds;
      within.merge(step(microseconds), 1L, Long::sum);
    }

    private Asking asking(String moment) {
      List<Asking.Took> took = new ArrayList<>();
      within.forEach((most, often) -> took.add(new Asking.Took(most, often)));
      return new Asking(moment, times, micros, took);
    }
  }

  /** It took so many microseconds to ask the rules of that moment. */
  void took(String moment, long micros) {
    byMoment.computeIfAbsent(moment, none -> new Times()).took(micros);
  }

  /** All of it, by the names of the moments. */
  List<Asking> askings() {
    return byMoment.entrySet().stream().map(one -> one.getValue().asking(one.getKey())).toList();
  }

  /** The greatest time of the step that this one falls into. */
  static long step(long micros) {
    int last = Long.SIZE - Long.numberOfLeadingZeros(micros) - 1 - DIGITS;
    return last <= 0 ? micros : (((micros >> last) + 1) << last) - 1;
  }
}
