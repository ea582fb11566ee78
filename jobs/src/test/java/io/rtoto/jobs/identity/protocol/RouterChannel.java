package io.rtoto.jobs.identity.protocol;

import io.rtoto.schemas.Identifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Brings events and links from a source to leaves, once and in order. */
final class RouterChannel implements Part {
  private final LeafTask task;
  private final Runnable deliver = this::deliver;
  private Deque<Routed> underway = new ArrayDeque<>();

  private record Routed(Identifier to, Happening happening) {}

  RouterChannel(LeafTask task) {
    this.task = task;
  }

  void send(Identifier to, Happening happening) {
    underway.add(new Routed(to, happening));
  }

  private void deliver() {
    Routed next = underway.remove();
    if (next.to().equals(next.happening().origin())) {
      task.event(next.happening());
    } else {
      task.link(next.to(), next.happening());
    }
  }

  @Override
  public void offer(List<Runnable> moves) {
    if (!underway.isEmpty()) {
      moves.add(deliver);
    }
  }

  @Override
  public Runnable save() {
    Deque<Routed> saved = new ArrayDeque<>(underway);
    return () -> underway = new ArrayDeque<>(saved);
  }
}
