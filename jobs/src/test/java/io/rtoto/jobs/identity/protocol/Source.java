package io.rtoto.jobs.identity.protocol;

import java.util.List;

/** Reads events, and routes each to its leaf and to those that it links. */
final class Source implements Part {
  private final List<Happening> happenings;
  private final List<RouterChannel> channels;
  private final Trace trace;
  private final Runnable read = this::read;
  private int position;

  Source(List<Happening> happenings, List<RouterChannel> channels, Trace trace) {
    this.happenings = happenings;
    this.channels = channels;
    this.trace = trace;
  }

  private void read() {
    Happening next = happenings.get(position++);
    trace.note(() -> "routed " + next);
    next.ids().forEach(id -> channels.get(Loop.task(id, channels.size())).send(id, next));
  }

  @Override
  public void offer(List<Runnable> moves) {
    if (position < happenings.size()) {
      moves.add(read);
    }
  }

  @Override
  public Runnable save() {
    int saved = position;
    return () -> position = saved;
  }
}
